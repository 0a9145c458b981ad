import HydrangeaTree

// The logging configs, in the format of Python's `logging.config`, as far as runs support it.
extension HydraConfigs {
    static let logging: [(String, ConfigNode)] = [
        (
            "hydra_logging/default",
            [
                "version": 1,
                "formatters": ["simple": ["format": "[%(asctime)s][HYDRA] %(message)s"]],
                "handlers": ["console": console],
                "root": ["level": "INFO", "handlers": ["console"]],
                "loggers": ["logging_example": ["level": "DEBUG"]],
                "disable_existing_loggers": false,
            ]
        ),
        (
            "hydra_logging/hydra_debug",
            [
                "version": 1,
                "formatters": detailed,
                "handlers": [
                    "file": [
                        "class": "logging.FileHandler", "mode": "w", "formatter": "simple",
                        "filename": "hydra-${hydra.job.name}.log", "delay": true,
                    ]
                ],
                "root": ["level": "ERROR", "handlers": ["file"]],
                "loggers": ["hydra": ["level": "DEBUG"]],
                "disable_existing_loggers": false,
            ]
        ),
        (
            "hydra_logging/json",
            [
                "version": 1,
                "formatters": json,
                "handlers": ["console": jsonConsole],
                "root": ["level": "INFO", "handlers": ["console"]],
                "disable_existing_loggers": false,
            ]
        ),
        ("hydra_logging/none", none),
        ("hydra_logging/disabled", disabled),
        (
            "job_logging/default",
            [
                "version": 1,
                "formatters": detailed,
                "handlers": [
                    "console": console,
                    "file": [
                        "class": "logging.FileHandler", "formatter": "simple",
                        "filename": "${hydra.runtime.output_dir}/${hydra.job.name}.log",
                    ],
                ],
                "root": ["level": "INFO", "handlers": ["console", "file"]],
                "disable_existing_loggers": false,
            ]
        ),
        (
            "job_logging/stdout",
            [
                "version": 1,
                "formatters": ["simple": ["format": "%(message)s"]],
                "handlers": ["console": console],
                "root": ["level": "INFO", "handlers": ["console"]],
                "disable_existing_loggers": false,
            ]
        ),
        (
            "job_logging/json",
            [
                "version": 1,
                "formatters": json,
                "handlers": [
                    "console": jsonConsole,
                    "file": [
                        "class": "logging.FileHandler", "formatter": "json",
                        "filename": "${hydra.runtime.output_dir}/${hydra.job.name}.log",
                    ],
                ],
                "root": ["level": "INFO", "handlers": ["console", "file"]],
                "disable_existing_loggers": false,
            ]
        ),
        ("job_logging/none", none),
        ("job_logging/disabled", disabled),
    ]

    private static let console: ConfigNode = [
        "class": "logging.StreamHandler", "formatter": "simple", "stream": "ext://sys.stdout",
    ]
    private static let jsonConsole: ConfigNode = [
        "class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout",
    ]
    private static let json: ConfigNode = ["json": ["()": "hydrangea.JSONFormatter"]]
    private static let detailed: ConfigNode = [
        "simple": ["format": "[%(asctime)s][%(name)s][%(levelname)s] - %(message)s"]
    ]
    private static let none: ConfigNode = ["version": 1, "root": .null, "disable_existing_loggers": false]
    private static let disabled: ConfigNode = [
        "version": 1, "root": ["level": "ERROR"], "disable_existing_loggers": true,
    ]
}

import HydrangeaTree

/// The launchers, sweepers and logging configs that a tree can select. Their settings are part of the format, even for
/// those that this library cannot run.
enum HydraPlugins {
    /// The settings of a tree that selects nothing.
    static let basic: [(String, ConfigNode)] = [
        ("launcher/basic", ["_target_": "hydra._internal.core_plugins.basic_launcher.BasicLauncher"]),
        (
            "sweeper/basic",
            [
                "_target_": "hydra._internal.core_plugins.basic_sweeper.BasicSweeper", "max_batch_size": .null,
                "params": .null,
            ]
        ),
    ]

    static let texts = launchers.merging(sweepers) { $1 }.merging(samplers) { $1 }.merging(colorlog) { $1 }

    private static let launchers = [
        "launcher/joblib": """
        _target_: hydra_plugins.hydra_joblib_launcher.joblib_launcher.JoblibLauncher
        n_jobs: -1
        backend: null
        prefer: processes
        require: null
        verbose: 0
        timeout: null
        pre_dispatch: 2*n_jobs
        batch_size: auto
        temp_folder: null
        max_nbytes: null
        mmap_mode: r

        """,
        "launcher/submitit_local": submitit("LocalLauncher"),
        "launcher/submitit_slurm": submitit("SlurmLauncher") + """
            partition: null
            qos: null
            comment: null
            constraint: null
            exclude: null
            gres: null
            cpus_per_gpu: null
            gpus_per_task: null
            mem_per_gpu: null
            mem_per_cpu: null
            account: null
            signal_delay_s: 120
            max_num_timeout: 0
            additional_parameters: {}
            array_parallelism: 256
            setup: null

            """,
    ]

    private static func submitit(_ launcher: String) -> String {
        """
        submitit_folder: ${hydra.sweep.dir}/.submitit/%j
        timeout_min: 60
        cpus_per_task: null
        gpus_per_node: null
        tasks_per_node: 1
        mem_gb: null
        nodes: 1
        name: ${hydra.job.name}
        stderr_to_stdout: false
        _target_: hydra_plugins.hydra_submitit_launcher.submitit_launcher.\(launcher)

        """
    }

    private static let sweepers = [
        "sweeper/optuna": """
        defaults:
          - sampler: tpe
        _target_: hydra_plugins.hydra_optuna_sweeper.optuna_sweeper.OptunaSweeper
        sampler: ???
        direction: minimize
        storage: null
        study_name: null
        n_trials: 20
        n_jobs: 2
        max_failure_rate: 0.0
        search_space: null
        params: null
        custom_search_space: null

        """
    ]

    private static let samplers = [
        "sweeper/sampler/tpe": """
        _target_: optuna.samplers.TPESampler
        seed: null
        consider_prior: true
        prior_weight: 1.0
        consider_magic_clip: true
        consider_endpoints: false
        n_startup_trials: 10
        n_ei_candidates: 24
        multivariate: false
        warn_independent_sampling: true

        """,
        "sweeper/sampler/random": """
        _target_: optuna.samplers.RandomSampler
        seed: null

        """,
        "sweeper/sampler/grid": """
        _target_: optuna.samplers.GridSampler
        _partial_: true

        """,
        "sweeper/sampler/cmaes": """
        _target_: optuna.samplers.CmaEsSampler
        seed: null
        x0: null
        sigma0: null
        independent_sampler: null
        warn_independent_sampling: true
        consider_pruned_trials: false
        restart_strategy: null
        inc_popsize: 2
        use_separable_cma: false
        source_trials: null

        """,
        "sweeper/sampler/nsgaii": """
        _target_: optuna.samplers.NSGAIISampler
        seed: null
        population_size: 50
        mutation_prob: null
        crossover_prob: 0.9
        swapping_prob: 0.5
        constraints_func: null

        """,
        "sweeper/sampler/motpe": """
        _target_: optuna.samplers.MOTPESampler
        seed: null
        consider_prior: true
        prior_weight: 1.0
        consider_magic_clip: true
        consider_endpoints: false
        n_startup_trials: 10
        n_ehvi_candidates: 24

        """,
    ]

    private static let colorlog = [
        "job_logging/colorlog": """
        version: 1
        formatters:
          simple:
            format: '[%(asctime)s][%(name)s][%(levelname)s] - %(message)s'
          colorlog:
            (): colorlog.ColoredFormatter
            format: '[%(cyan)s%(asctime)s%(reset)s][%(blue)s%(name)s%(reset)s][%(log_color)s%(levelname)s%(reset)s] - %(message)s'
            log_colors:
              DEBUG: purple
              INFO: green
              WARNING: yellow
              ERROR: red
              CRITICAL: red
        handlers:
          console:
            class: logging.StreamHandler
            formatter: colorlog
            stream: ext://sys.stdout
          file:
            class: logging.FileHandler
            formatter: simple
            filename: ${hydra.job.name}.log
        root:
          level: INFO
          handlers: [console, file]
        disable_existing_loggers: false

        """,
        "hydra_logging/colorlog": """
        version: 1
        formatters:
          colorlog:
            (): colorlog.ColoredFormatter
            format: '[%(cyan)s%(asctime)s%(reset)s][%(purple)sHYDRA%(reset)s] %(message)s'
        handlers:
          console:
            class: logging.StreamHandler
            formatter: colorlog
            stream: ext://sys.stdout
        root:
          level: INFO
          handlers: [console]
        disable_existing_loggers: false

        """,
    ]
}

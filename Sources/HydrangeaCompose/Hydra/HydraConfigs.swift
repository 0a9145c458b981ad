import HydrangeaTree

/// The built-in configs of the `hydra` node, in groups from which config trees select.
///
/// The values, keys and order are part of the format: trees override them by path, and `--cfg hydra` prints them.
enum HydraConfigs {
    /// The source before the program's configs on the search path.
    static func first(_ compatibility: Compatibility) -> BuiltInSource {
        switch compatibility {
        case .hydra1_4: newer
        case .hydra1_3: older
        }
    }

    /// The source after the program's configs, so that a tree can replace its configs: the schema of the node, and the
    /// settings of launchers and sweepers.
    static func last(_ compatibility: Compatibility) -> BuiltInSource {
        switch compatibility {
        case .hydra1_4: newerSchema
        case .hydra1_3: olderSchema
        }
    }

    private static let newer = configs(.hydra1_4)
    private static let older = configs(.hydra1_3)
    private static let newerSchema = schema(.hydra1_4)
    private static let olderSchema = schema(.hydra1_3)

    private static func configs(_ compatibility: Compatibility) -> BuiltInSource {
        var ready: [String: ParsedConfig] = [:]
        for (name, tree) in [
            ("env/default", [:]), ("help/default", help(compatibility)), ("hydra_help/default", hydraHelp),
        ]
            + logging
        {
            ready["hydra/" + name] = .builtIn("hydra/" + name, tree)
        }
        ready["hydra/output/default"] = .builtIn("hydra/output/default", output, package: "hydra")
        return BuiltInSource(scheme: "pkg", path: "hydra.conf", provider: "hydra", ready: ready)
    }

    private static func schema(_ compatibility: Compatibility) -> BuiltInSource {
        var ready: [String: ParsedConfig] = [:]
        for (name, tree) in HydraPlugins.basic { ready["hydra/" + name] = .builtIn("hydra/" + name, tree) }
        ready["hydra/config"] = .builtIn("hydra/config", config(compatibility), defaults: defaults)
        let texts = HydraPlugins.texts.reduce(into: [:]) { $0["hydra/" + $1.key] = $1.value }
        return BuiltInSource(scheme: "structured", path: "", provider: "schema", ready: ready, texts: texts)
    }

    private static let defaults: [(group: String, option: String?)] = [
        ("output", "default"), ("launcher", "basic"), ("sweeper", "basic"), ("help", "default"),
        ("hydra_help", "default"),
        ("hydra_logging", "default"), ("job_logging", "default"), ("callbacks", nil), ("env", "default"),
    ]

    private static func config(_ compatibility: Compatibility) -> ConfigNode {
        var tree: ConfigMapping = [
            "mode": .null,
            "searchpath": [],
            "run": ["dir": "???"],
            "sweep": ["dir": "???", "subdir": "???"],
            "hydra_logging": "???",
            "job_logging": "???",
            "sweeper": "???",
            "launcher": "???",
            "callbacks": [:],
            "help": ["app_name": "???", "header": "???", "footer": "???", "template": "???"],
            "hydra_help": ["hydra_help": "???", "template": "???"],
            "output_subdir": ".hydra",
        ]
        if compatibility.hasAliases { tree["aliases"] = [:] }
        tree["overrides"] = ["hydra": [], "task": []]
        tree["job"] = [
            "name": "???",
            "chdir": compatibility.chdirMayBeNull ? .null : false,
            "override_dirname": compatibility.overrideDirnameIsResolved ? "${hydra_override_dirname:}" : "???",
            "id": "???",
            "num": "???",
            "config_name": "???",
            "env_set": [:],
            "env_copy": [],
            "config": ["override_dirname": ["kv_sep": "=", "item_sep": ",", "exclude_keys": []]],
        ]
        tree["runtime"] = [
            "version": "???", "version_base": "???", "cwd": "???", "config_sources": "???", "output_dir": "???",
            "choices": [:],
        ]
        tree["verbose"] = false
        return ConfigNode(.mapping(tree))
    }

    private static let output: ConfigNode = [
        "run": ["dir": "outputs/${now:%Y-%m-%d}/${now:%H-%M-%S}"],
        "sweep": ["dir": "multirun/${now:%Y-%m-%d}/${now:%H-%M-%S}", "subdir": "${hydra.job.num}"],
    ]

    private static func help(_ compatibility: Compatibility) -> ConfigNode {
        [
            "app_name": "${hydra.job.name}",
            "header": """
            ${hydra.help.app_name} composes its config from groups and values.

            """,
            "footer": """
            --hydra-help lists the flags and what can be set for the run itself.

            """,
            "template": ConfigNode(.string(template(compatibility))),
        ]
    }

    private static func template(_ compatibility: Compatibility) -> String {
        """
        ${hydra.help.header}
        == Configuration groups ==
        Choose an option of a group: group=option, or +group=option if the defaults list lacks it

        $APP_CONFIG_GROUPS

        \(compatibility.hasAliases ? "$OVERRIDE_ALIASES" : "")== Config ==
        Set any value: key.below=value

        $CONFIG

        ${hydra.help.footer}

        """
    }

    private static let hydraHelp: ConfigNode = [
        "template": """
        Hydrangea (${hydra.runtime.version})

        == Flags ==
        $FLAGS_HELP

        == Configuration groups ==
        Choose an option of a group for the run itself: hydra/job_logging=stdout

        $HYDRA_CONFIG_GROUPS

        --cfg hydra prints all of the hydra node.

        """
    ]
}

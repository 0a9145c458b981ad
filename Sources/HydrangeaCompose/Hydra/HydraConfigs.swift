import HydrangeaTree

/// The configs of the `hydra` node that come with the program, as the groups that config trees select from.
///
/// Their values, keys and order are the format: trees override them by path, and `--cfg hydra` prints them.
enum HydraConfigs {
    /// What comes before the program's configs on the search path.
    static func first(_ rules: RuleSet) -> MemorySource { rules == .hydra1_4 ? newer : older }

    /// What comes after them, so that a tree may bring its own: the node's schema, and what its launchers and sweepers are told.
    static func last(_ rules: RuleSet) -> MemorySource { rules == .hydra1_4 ? newerSchema : olderSchema }

    private static let newer = source(texts(.hydra1_4), scheme: "pkg", path: "hydra.conf", provider: "hydra")
    private static let older = source(texts(.hydra1_3), scheme: "pkg", path: "hydra.conf", provider: "hydra")
    private static let newerSchema = source(schemaTexts(.hydra1_4), scheme: "structured", path: "", provider: "schema")
    private static let olderSchema = source(schemaTexts(.hydra1_3), scheme: "structured", path: "", provider: "schema")

    private static let directory = "built-in hydra/"

    /// Whether something is written in one of these configs.
    static func contain(_ origin: Origin) -> Bool { origin.source?.name.hasPrefix(directory) ?? false }

    private static func source(_ texts: [String: String], scheme: String, path: String, provider: String) -> MemorySource {
        MemorySource(
            configs: texts.reduce(into: [:]) { $0["hydra/" + $1.key] = .text(SourceText(.file("\(directory)\($1.key).yaml"), text: $1.value)) },
            scheme: scheme, path: path, provider: provider)
    }

    private static func texts(_ rules: RuleSet) -> [String: String] {
        let texts = [
            "env/default": "",
            "help/default": help(rules),
            "hydra_help/default": hydraHelp,
            "output/default": output,
        ]
        return texts.merging(logging) { $1 }
    }

    private static func schemaTexts(_ rules: RuleSet) -> [String: String] {
        ["config": config(rules)].merging(HydraPlugins.texts) { $1 }
    }

    private static func config(_ rules: RuleSet) -> String {
        """
        defaults:
          - output: default
          - launcher: basic
          - sweeper: basic
          - help: default
          - hydra_help: default
          - hydra_logging: default
          - job_logging: default
          - callbacks: null
          - env: default
        mode: null
        searchpath: []
        run:
          dir: ???
        sweep:
          dir: ???
          subdir: ???
        hydra_logging: ???
        job_logging: ???
        sweeper: ???
        launcher: ???
        callbacks: {}
        help:
          app_name: ???
          header: ???
          footer: ???
          template: ???
        hydra_help:
          hydra_help: ???
          template: ???
        output_subdir: .hydra
        \(rules == .hydra1_4 ? "aliases: {}\n" : "")overrides:
          hydra: []
          task: []
        job:
          name: ???
          chdir: \(rules == .hydra1_4 ? "false" : "null")
          override_dirname: \(rules == .hydra1_4 ? "${hydra_override_dirname:}" : "???")
          id: ???
          num: ???
          config_name: ???
          env_set: {}
          env_copy: []
          config:
            override_dirname:
              kv_sep: '='
              item_sep: ','
              exclude_keys: []
        runtime:
          version: ???
          version_base: ???
          cwd: ???
          config_sources: ???
          output_dir: ???
          choices: {}
        verbose: false

        """
    }

    private static let output = """
        # @package hydra
        run:
          dir: outputs/${now:%Y-%m-%d}/${now:%H-%M-%S}
        sweep:
          dir: multirun/${now:%Y-%m-%d}/${now:%H-%M-%S}
          subdir: ${hydra.job.num}

        """

    private static func help(_ rules: RuleSet) -> String {
        """
        app_name: ${hydra.job.name}
        header: |
          ${hydra.help.app_name} composes its config from groups and values.
        footer: |
          --hydra-help lists the flags and what can be set for the run itself.
        template: |
          ${hydra.help.header}
          == Configuration groups ==
          Choose an option of a group: group=option

          $APP_CONFIG_GROUPS

          \(rules == .hydra1_4 ? "$OVERRIDE_ALIASES" : "")== Config ==
          Set any value: key.below=value

          $CONFIG

          ${hydra.help.footer}

        """
    }

    private static let hydraHelp = """
        template: |
          Hydrangea (${hydra.runtime.version})

          == Flags ==
          $FLAGS_HELP

          == Configuration groups ==
          Choose an option of a group for the run itself: hydra/job_logging=stdout

          $HYDRA_CONFIG_GROUPS

          --cfg hydra prints all of the hydra node.

        """
}

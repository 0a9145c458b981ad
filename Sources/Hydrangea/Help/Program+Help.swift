import HydrangeaCompose
import HydrangeaDecode
import HydrangeaTree

extension Program {
    /// `--help`: prints the program's own page, even if a mandatory group is not chosen yet.
    func help(_ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = completed(
            try setup.composer.compose(setup.configName, overrides: options.overrides, skipsMissing: true))
        console.warn(composition.warnings)
        try logInspection(composition, setup, options, skipsMissing: true)
        let shown = hidingSecrets(composition, hidesReferences: options.resolve)
        let walk = try setup.composer.groupWalk()
        console.warn(walk.warnings)
        let page = HelpPage(
            kind: .program, composition: shown, groups: walk.groups,
            aliases: try setup.composer.aliases(of: setup.configName),
            isResolved: options.resolve,
            keys: KeysHelp(schema: ConfigSchema(of: Config.self), composed: shown.root).section)
        try console.write(page.text())
    }

    /// `--hydra-help`: prints the page that is the same for every program. Its overrides apply to the `hydra` node
    /// only.
    func hydraHelp(_ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let aliases = try setup.composer.aliases(of: setup.configName)
        let overrides = try options.overrides.enumerated().map { (index, text) throws(ConfigError) in
            try aliases.expand(text, argument: index + 1)
        }
        let composition = try setup.composer.compose(nil, overrides: overrides)
        console.warn(composition.warnings)
        try console.write(HelpPage(kind: .hydra, composition: composition, groups: try setup.composer.groups()).text())
    }
}

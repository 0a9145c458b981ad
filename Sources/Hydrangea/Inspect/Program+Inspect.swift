import HydrangeaCompose
import HydrangeaTree

extension Program {
    /// `--cfg`: prints a part of the config, and runs nothing.
    func print(_ part: Composition.Part, _ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = try composition(setup, options)
        try console.write(
            try composition.text(part, package: options.package, resolved: options.resolve, keepsMissing: true))
    }

    /// `--info`: prints how the config is put together.
    func inspect(_ topic: Inspection.Topic, asJSON: Bool, _ setup: Setup, _ options: ComposeOptions)
        throws(ConfigError)
    {
        guard asJSON else { return try console.write(inspection(setup, options).text(topic)) }
        let composition = try composition(setup, options)
        guard topic == .defaultsTree else {
            throw AppFlag.mistake("only --explain and --info defaults-tree can print JSON", help: "leave --json out")
        }
        try console.write(DefaultsTreeText(composition).json)
    }

    func inspection(_ setup: Setup, _ options: ComposeOptions) -> Inspection {
        Inspection(
            composer: setup.composer, configName: setup.configName, overrides: options.overrides,
            showing: { composition in
                console.warn(composition.warnings)
                return hidingSecrets(completed(composition))
            })
    }

    /// `--explain`: prints why a key has its value. What is secret is so in every layer.
    func explain(_ key: String, asJSON: Bool, _ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = completed(try setup.composer.compose(setup.configName, overrides: options.overrides))
        console.warn(composition.warnings)
        let shown = hidingSecrets(composition)
        let explanation = try composition.explanation(of: key).hiding(composition.tree.differences(from: shown.tree))
        try console.write(secrets.redact(asJSON ? explanation.json : explanation.text))
    }

    /// Composes what the command line asks for, and runs nothing.
    func compose() throws(ConfigError) -> Composition {
        let arguments = try readArguments()
        let setup = try setup(arguments.compose, arguments.environment)
        return completed(try setup.composer.compose(setup.configName, overrides: arguments.compose.overrides))
    }

    /// What is looked at: the composition without what must not be shown.
    private func composition(_ setup: Setup, _ options: ComposeOptions) throws(ConfigError) -> Composition {
        let composition = try setup.composer.compose(setup.configName, overrides: options.overrides)
        console.warn(composition.warnings)
        return hidingSecrets(typed(composition), hidesReferences: options.resolve)
    }

    /// What may be printed of a composition.
    ///
    /// - Parameter hidesReferences: Whether it is going to be resolved before it is printed.
    func hidingSecrets(_ composition: Composition, hidesReferences: Bool = false) -> Composition {
        // Decoding tells which places are secret by their types.
        let decoded = try? decoding(checksDeclarations: false)(composition)
        let resolution = decoded?.resolution ?? composition.resolving()
        return composition.showing(secrets, resolution, hidesReferences: hidesReferences)
    }
}

import HydrangeaCompose
import HydrangeaTree

extension Program {
    /// `--cfg`: prints a part of the config, and runs nothing.
    func print(_ part: Composition.Part, _ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = try composition(setup, options)
        try console.write(
            try composition.text(part, package: options.package, resolved: options.resolve, keepsMissing: true))
    }

    /// `--info` and `--explain`: prints how the config, or one key of it, is put together.
    func inspect(_ topic: Inspection.Topic?, _ setup: Setup, _ arguments: AppArguments) throws(ConfigError) {
        let explaining = arguments.explaining
        if let key = explaining.explain { return try explain(key, asJSON: explaining.json, setup, arguments.compose) }
        if explaining.json {
            return try console.write(explaining.json(of: try composition(setup, arguments.compose), topic: topic))
        }
        if let topic { try console.write(inspection(setup, arguments.compose).text(topic)) }
    }

    func inspection(_ setup: Setup, _ options: ComposeOptions) -> Inspection {
        Inspection(
            composer: setup.composer, configName: setup.configName, overrides: options.overrides,
            showing: { composition in
                console.warn(composition.warnings)
                return hidingSecrets(completed(composition))
            })
    }

    /// Prints why a key has its value. What is secret is so in every layer.
    private func explain(_ key: String, asJSON: Bool, _ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = completed(try setup.composer.compose(setup.configName, overrides: options.overrides))
        console.warn(composition.warnings)
        let shown = hidingSecrets(composition)
        let explanation = try composition.explanation(of: key).hiding(composition.tree.differences(from: shown.tree))
        try console.write(secrets.redact(asJSON ? explanation.json : explanation.text))
    }

    /// Composes what the command line asks for, and runs nothing.
    func compose() throws(ConfigError) -> Composition {
        let arguments = try readArguments()
        let setup = try setup(arguments.compose, arguments.surroundings)
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

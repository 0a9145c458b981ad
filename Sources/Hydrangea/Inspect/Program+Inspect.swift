import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// `--cfg`: prints a part of the config.
    func print(_ part: Composition.Part, _ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = try composition(setup, options)
        try console.write(
            try composition.text(part, package: options.package, resolved: options.resolve, keepsMissing: true))
    }

    /// `--info`: prints the steps of composing the config.
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

    /// `--explain`: prints the layers that set a key. A secret value is hidden in every layer.
    func explain(_ key: String, asJSON: Bool, _ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = completed(try setup.composer.compose(setup.configName, overrides: options.overrides))
        console.warn(composition.warnings)
        let shown = hidingSecrets(composition)
        let explanation = try composition.explanation(of: key).hiding(composition.tree.differences(from: shown.tree))
        try console.write(redacting: asJSON ? explanation.json : explanation.text)
    }

    /// Composes the config of the command line, without running a job.
    func compose() throws(ConfigError) -> Composition {
        let arguments = try readArguments()
        let setup = try setup(arguments.compose, arguments.environment)
        return completed(try setup.composer.compose(setup.configName, overrides: arguments.compose.overrides))
    }

    /// The composition of the command line, with its secrets hidden.
    private func composition(_ setup: Setup, _ options: ComposeOptions) throws(ConfigError) -> Composition {
        let composition = try setup.composer.compose(setup.configName, overrides: options.overrides)
        console.warn(composition.warnings)
        return hidingSecrets(typed(composition), hidesReferences: options.resolve)
    }

    /// The composition with its secrets hidden, which may be printed.
    ///
    /// - Parameter hidesReferences: True if the result will be resolved before it is printed.
    func hidingSecrets(_ composition: Composition, hidesReferences: Bool = false) -> Composition {
        // Decoding finds the values whose types declare them secret.
        let decoded = decoding(checksDeclarations: false)(composition)
        let scan = SecretScan(composition, decoded.resolution, redactor.current.adding(places: decoded.secrets))
        redactor.add(scan)
        return scan.shown(composition, hidesReferences: hidesReferences)
    }
}

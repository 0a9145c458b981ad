import HydrangeaCompose
import HydrangeaTree

extension Program {
    /// `--cfg`: prints a part of the config, and runs nothing.
    func print(_ part: Composition.Part, _ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = try composition(setup, options)
        console.write(try composition.text(part, package: options.package, resolved: options.resolve))
    }

    /// `--info` and `--explain`: prints how the config, or one key of it, is put together.
    func inspect(_ topic: Inspection.Topic?, _ setup: Setup, _ arguments: AppArguments) throws(ConfigError) {
        let composition = try composition(setup, arguments.compose)
        if let text = try arguments.explaining.text(of: composition, topic: topic) { return console.write(text) }
        if let topic { console.write(try Inspection(composition).text(topic)) }
    }

    /// Composes what the command line asks for, and runs nothing.
    func compose() throws(ConfigError) -> Composition {
        let arguments = try AppArguments(reading: invocation.arguments.dropFirst())
        let setup = try setup(arguments.compose, arguments.surroundings)
        return try setup.composer.compose(setup.configName, overrides: arguments.compose.overrides)
    }

    /// What is looked at: the composition without what must not be shown.
    private func composition(_ setup: Setup, _ options: ComposeOptions) throws(ConfigError) -> Composition {
        let composition = try setup.composer.compose(setup.configName, overrides: options.overrides)
        console.warn(composition.warnings)
        return hidingSecrets(composition, isResolved: options.resolve || options.package != nil)
    }

    /// What may be printed of a composition.
    func hidingSecrets(_ composition: Composition, isResolved: Bool) -> Composition {
        let resolved = isResolved ? try? composition.resolved() : nil
        // Decoding tells which places are secret by their types.
        if let node = resolved ?? (try? composition.resolved()) { _ = try? decode(composition)(node) }
        return composition.showing(secrets, resolved: resolved)
    }
}

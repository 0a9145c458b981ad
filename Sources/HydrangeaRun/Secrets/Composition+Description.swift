public import HydrangeaCompose
public import HydrangeaDecode
import HydrangeaGrammar
public import HydrangeaTree
import HydrangeaYAML

/// Shows the config as YAML without its secrets, also to `dump` and to debuggers.
extension Composition: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        let redactor = Redactor(
            .standard, arguments: JobSettings(self).taskOverrides, environment: composer.context.environment)
        let shown = SecretScan(root, resolving(), redactor).redacted(root)
        return writer.string(for: shown)
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Shows the node as YAML. Secrets that were given on the command line are `REDACTED`.
extension ConfigNode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        YAMLWriter().string(for: SecretScan(self, nil, Redactor(.standard)).redacted(self))
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Shows the entries as YAML, as ``ConfigNode`` does.
extension ConfigMapping: CustomStringConvertible {
    public var description: String { ConfigNode(.mapping(self)).description }
}

/// Shows the component's name and arguments as YAML without secrets.
extension Component: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        var mapping: ConfigMapping = ["_target_": ConfigNode(.string(target))]
        for entry in arguments.mapping?.entries ?? [] { mapping.set(entry) }
        return ConfigNode(.mapping(mapping)).description
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

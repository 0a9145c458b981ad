public import HydrangeaCompose
public import HydrangeaDecode
import HydrangeaGrammar
public import HydrangeaTree
import HydrangeaYAML

/// The config as YAML, without its secrets: what `print` and `dump` show.
extension Composition: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        let secrets = Secrets(
            .standard, arguments: RunSettings(self).taskOverrides, environment: composer.context.environment)
        let shown = SecretScan(root, resolving(), secrets).redacted(root)
        return YAMLWriter().string(shown)
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The node as YAML. What the command line gave for a secret's key is `REDACTED`.
extension ConfigNode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        YAMLWriter().string(SecretScan(self, nil, Secrets(.standard)).redacted(self))
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The component's name and arguments as YAML, without secrets.
extension Component: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        var mapping: ConfigMapping = ["_target_": ConfigNode(.string(target))]
        for entry in arguments.mapping?.entries ?? [] { mapping.set(entry) }
        return ConfigNode(.mapping(mapping)).description
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

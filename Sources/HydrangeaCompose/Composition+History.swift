import HydrangeaGrammar
public import HydrangeaTree

/// One layer that set a value.
public struct ValueStep: Sendable {
    public enum Layer: Hashable, Sendable {
        /// A config of the defaults list, by its name, and the package that it went to.
        case config(String, package: String)
        /// An override, as it was typed.
        case override(String)
    }

    public var layer: Layer
    /// What brought the config into the defaults list: the place of an entry, or an argument; unknown for the primary config.
    public var choice: Origin
    /// The value that the layer gave, or nil where it deleted it.
    public var value: ConfigNode?
}

extension Composition {
    /// How the value at a path came to be: each layer that set it, the winner last.
    ///
    /// The configs are shared with the composition, so keeping them costs nothing; the history is only walked when somebody asks.
    public func history(of path: ConfigPath) -> [ValueStep] {
        var steps: [ValueStep] = []
        for layer in layers {
            guard let value = layer.node[path] else { continue }
            steps.append(ValueStep(layer: .config(layer.config, package: layer.package), choice: layer.choice, value: value))
        }
        for override in overrides {
            guard let keys = valueKeys(of: override), let rest = path.rest(below: keys) else { continue }
            let node = try? override.value?.node(origin: override.origin)
            if override.operation != .delete, node?[rest] == nil { continue }
            steps.append(
                ValueStep(layer: .override(override.text), choice: override.origin, value: override.operation == .delete ? nil : node?[rest]))
        }
        return steps
    }
}

extension ConfigPath {
    /// The steps that are left below `keys`, if the path begins with them.
    fileprivate func rest(below keys: [String]) -> ConfigPath? {
        guard elements.count >= keys.count else { return nil }
        for (element, key) in zip(elements, keys) {
            switch element {
            case .key(let name): if name.description != key { return nil }
            case .index(let index): if String(index) != key { return nil }
            }
        }
        return ConfigPath(Array(elements.dropFirst(keys.count)))
    }
}

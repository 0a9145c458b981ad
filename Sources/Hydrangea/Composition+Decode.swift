public import HydrangeaCompose
import HydrangeaDecode
public import HydrangeaTree

extension Composition {
    /// The resolved config as a type of the program, as ``HydrangeaApp/run(_:in:)`` gets it.
    ///
    /// - Throws: every interpolation that cannot be resolved, and every mistake that ``ConfigDecoder`` finds.
    public func decode<Config: Decodable>(_ type: Config.Type = Config.self) throws(ConfigError) -> Config {
        try ConfigDecoder().decode(type, from: try resolved())
    }

    /// The resolved value at a path of the whole tree, as a type:
    /// `try composition.value(at: "model.width", as: Int.self)`.
    ///
    /// - Throws: an error if the path does not exist, or if its value cannot be resolved or has another type. Mistakes
    ///   elsewhere in the config are ignored.
    public func value<Value: Decodable>(at path: ConfigPath, as type: Value.Type) throws(ConfigError) -> Value {
        let found = try value(at: path)
        // The error of `node(at:)` lists the keys that exist.
        let node = if let found { found } else { try node(at: path.description, resolved: true) }
        return try ConfigDecoder().decode(type, from: node, at: path)
    }
}

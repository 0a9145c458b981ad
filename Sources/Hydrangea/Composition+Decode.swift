public import HydrangeaCompose
import HydrangeaDecode
public import HydrangeaTree

extension Composition {
    /// The config, resolved, as a type of the program: what ``HydrangeaApp/run(_:in:)`` would get.
    ///
    /// - Throws: every interpolation that cannot be resolved, and every mistake that ``ConfigDecoder`` finds.
    public func decode<Config: Decodable>(_ type: Config.Type = Config.self) throws(ConfigError) -> Config {
        try ConfigDecoder().decode(type, from: try resolved())
    }

    /// The resolved value at a path of the whole tree, as a type:
    /// `try composition.value(at: "model.width", as: Int.self)`.
    ///
    /// - Throws: when nothing stands there, when it cannot be resolved, or when it is of another type. What stands
    ///   elsewhere does not matter.
    public func value<Value: Decodable>(at path: ConfigPath, as type: Value.Type) throws(ConfigError) -> Value {
        let found = try value(at: path)
        // Where nothing is found, this says so, and which keys there are.
        let node = if let found { found } else { try node(at: path.description, resolved: true) }
        return try ConfigDecoder().decode(type, from: node, at: path)
    }
}

public import HydrangeaTree

/// A component that the config chooses, with its arguments: a mapping whose `_target_` names an entry of the family's
/// registry.
///
/// Decoding checks the name and the arguments. The component is built by ``make()``, as often as the program calls it,
/// so `_partial_` has no effect. `_recursive_` and `_convert_` are accepted and have no effect either: the type of a
/// property decides if a nested mapping is a component. Arguments have names, so `_args_` must be empty.
public struct Component<Family: ComponentFamily>: Sendable {
    typealias Maker = Registry<Family.Product>.Maker

    /// The name of the entry in the family's registry: the value of `_target_`.
    public let target: String
    /// The arguments as the config gives them.
    public let arguments: ConfigNode
    private let maker: Result<Maker, ConfigError>

    /// Makes a component in code, as the default of a property. A name that the registry lacks and arguments that do
    /// not fit are reported by ``make()``, and when the config is decoded.
    public init(_ target: String, _ arguments: some Encodable) {
        var node: ConfigNode = [:]
        var maker: Result<Maker, ConfigError>
        do throws(ConfigError) {
            node = try ConfigEncoder().encode(arguments)
            maker = try ConfigDecoder().decode(Component.self, from: Self.node(target, node)).maker
        } catch {
            maker = .failure(error)
        }
        self.init(target: target, arguments: node, maker: maker)
    }

    /// Makes a component in code that has no arguments, or defaults for all of them.
    public init(_ target: String) { self.init(target, [String: ConfigNode]()) }

    init(target: String, arguments: ConfigNode, maker: Result<Maker, ConfigError>) {
        self.target = target
        self.arguments = arguments
        self.maker = maker
    }

    /// Builds the component.
    public func make() throws -> Family.Product { try maker.get()() }

    private static func node(_ target: String, _ arguments: ConfigNode) -> ConfigNode {
        var mapping: ConfigMapping = [
            .string(ComponentKey.target.rawValue): ConfigNode(.string(target), origin: arguments.origin)
        ]
        for entry in arguments.mapping?.entries ?? [] { mapping.set(entry) }
        return ConfigNode(.mapping(mapping), origin: arguments.origin)
    }
}

extension Component: Codable {
    public init(from decoder: any Decoder) throws {
        if let own = decoder as? NodeDecoder {
            let chosen = try ChosenComponent(registry: Family.registry, kind: "component", decoder: own).read()
            self.init(target: chosen.target, arguments: chosen.arguments, maker: .success(chosen.make))
        } else {
            self = try ConfigDecoder().decode(Component.self, from: ConfigNode(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws { try Self.node(target, arguments).encode(to: encoder) }
}

/// Two components are equal if they have the same name and arguments.
extension Component: Hashable {
    public static func == (lhs: Component, rhs: Component) -> Bool {
        lhs.target == rhs.target && lhs.arguments == rhs.arguments
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(target)
        hasher.combine(arguments)
    }
}

extension Component: EmptyInitializable {
    init() {
        self.init(
            target: "", arguments: [:],
            maker: .failure(ConfigError(Diagnostic(.unknownComponent, "no component was chosen"))))
    }
}

/// A family of interchangeable components, one of which a config chooses by name.
public protocol ComponentFamily {
    /// What the family's components are, often `any SomeProtocol`.
    associatedtype Product
    /// The components. Where one of them holds others of the family, the property needs its type written out.
    static var registry: Registry<Product> { get }
}

/// The components of one family, by the names that `_target_` gives them.
///
/// In Hydra a target is any symbol of the program; here it is an entry of a registry, so that a config reaches nothing
/// else.
public struct Registry<Product>: Sendable {
    /// Decodes a component's arguments and gives what makes it.
    typealias Entry = @Sendable (any Decoder) throws -> @Sendable () throws -> Product

    private var entries: [String: Entry] = [:]
    /// What the arguments of each component are decoded into.
    private(set) var argumentTypes: [String: any (Decodable & Sendable).Type] = [:]

    /// A registry without components: ``registering(_:as:_:)`` adds them.
    public init() {}

    /// A registry that also has the component `target`, which `make` makes from its decoded arguments. A later
    /// registration of a name replaces an earlier one.
    public func registering<Arguments: Decodable & Sendable>(
        _ target: String, as arguments: Arguments.Type = Arguments.self,
        _ make: @escaping @Sendable (Arguments) throws -> Product
    ) -> Registry {
        var copy = self
        copy.argumentTypes[target] = Arguments.self
        copy.entries[target] = { decoder in
            let arguments = try decoder.singleValueContainer().decode(Arguments.self)
            return { try make(arguments) }
        }
        return copy
    }

    /// The names of all components, sorted.
    public var targets: [String] { entries.keys.sorted() }

    func entry(for target: String) -> Entry? { entries[target] }
}

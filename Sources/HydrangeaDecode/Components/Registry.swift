/// A family of interchangeable components, one of which a config chooses by name.
public protocol ComponentFamily {
    /// The type of the family's components, often `any SomeProtocol`.
    associatedtype Product
    /// The components. If one of them contains others of the family, write the type of this property out.
    static var registry: Registry<Product> { get }
}

/// The components of one family, by the names that `_target_` gives them.
///
/// In Hydra a target is any symbol of the program; here it is an entry of a registry, so that a config reaches nothing
/// else.
public struct Registry<Product>: Sendable {
    /// Decodes the arguments of a component and returns a closure that makes it.
    typealias Entry = @Sendable (any Decoder) throws -> Maker
    typealias Maker = @Sendable () throws -> Product

    private var entries: [String: Entry] = [:]
    /// The type of each component's arguments.
    private(set) var argumentTypes: [String: any (Decodable & Sendable).Type] = [:]

    /// Makes a registry without components; ``registering(_:as:_:)`` adds them.
    public init() {}

    /// The registry with one more component, `target`, which `make` makes from its decoded arguments. A later
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

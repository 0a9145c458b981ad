public import HydrangeaTree

/// The resolvers that `${name:…}` can call.
///
/// `Resolvers` is a value: registering a resolver does not change copies made before.
public struct Resolvers: Sendable {
    /// A resolver, with its arity and its function.
    struct Entry: Sendable {
        enum Body: Sendable {
            /// A standard resolver, which can evaluate other values.
            case standard(StandardBody)
            case custom(@Sendable (ResolverCall) throws -> ConfigNode)
        }

        /// The number of arguments; nil for any number.
        var arity: ClosedRange<Int>?
        /// Builds the signature. It is a closure because only messages need it, and naming types is slow.
        var spelling: @Sendable () -> String
        /// True if a call with the same arguments is made only once.
        var isCached = false
        /// True if the results are secrets.
        var readsSecrets = false
        /// True if the resolver exists only by the rules of 1.4.
        var isNew = false
        /// True if the resolver is kept for old configs only, so that no message suggests it.
        var isObsolete = false
        var body: Body

        /// The spelling of a call in messages: `${oc.env:NAME}`.
        var signature: String { spelling() }
    }

    typealias StandardBody =
        @Sendable (StandardCall, inout Evaluation) throws(Evaluation.Fault) -> ResolvedValue

    private(set) var entries: [String: Entry] = [:]

    /// Makes an empty set, without even the standard resolvers.
    public init() {}

    /// The names that can be called.
    public var names: [String] { entries.keys.sorted() }

    /// Registers a resolver with typed arguments; a wrong count or type is reported with the signature.
    ///
    /// If `cached` is true, a call with the same arguments is made once in each composition.
    public mutating func register<each Argument: ConfigConvertible, Output: ConfigConvertible>(
        _ name: String, cached: Bool = false,
        _ body: @escaping @Sendable (repeat each Argument) throws -> Output
    ) {
        var count = 0
        for _ in repeat (each Argument).self { count += 1 }
        let signature: @Sendable () -> String = {
            var types: [String] = []
            for type in repeat (each Argument).self { types.append("\(type)") }
            return "${\(name):\(types.joined(separator: ","))}"
        }
        let run: @Sendable (ResolverCall) throws -> ConfigNode = { call in
            var reader = ArgumentReader(call: call, signature: signature)
            return try body(repeat reader.next((each Argument).self)).configNode
        }
        entries[name] = Entry(arity: count...count, spelling: signature, isCached: cached, body: .custom(run))
    }

    /// Registers a resolver that receives the whole call: any number of arguments, the path, the tree and the
    /// environment.
    public mutating func register(
        _ name: String, cached: Bool = false, call body: @escaping @Sendable (ResolverCall) throws -> ConfigNode
    ) {
        entries[name] = Entry(arity: nil, spelling: { "${\(name):…}" }, isCached: cached, body: .custom(body))
    }

    /// A copy with one more resolver; see ``register(_:cached:_:)``.
    public func registering<each Argument: ConfigConvertible, Output: ConfigConvertible>(
        _ name: String, cached: Bool = false,
        _ body: @escaping @Sendable (repeat each Argument) throws -> Output
    ) -> Resolvers {
        var copy = self
        copy.register(name, cached: cached, body)
        return copy
    }

    /// A copy with one more resolver that receives the whole call.
    public func registering(
        _ name: String, cached: Bool = false, call body: @escaping @Sendable (ResolverCall) throws -> ConfigNode
    ) -> Resolvers {
        var copy = self
        copy.register(name, cached: cached, call: body)
        return copy
    }

    /// A copy with one more resolver that takes one text and whose results are secrets.
    package func registeringSecrets(
        _ name: String, _ body: @escaping @Sendable (String) throws -> String
    ) -> Resolvers {
        var copy = registering(name, body)
        copy.entries[name]?.readsSecrets = true
        return copy
    }

    /// Adds a resolver that receives the whole call and takes `arity` arguments.
    mutating func registerCounted(
        _ name: String, takes arity: ClosedRange<Int>, write signature: @autoclosure @escaping @Sendable () -> String,
        _ body: @escaping @Sendable (ResolverCall) throws -> ConfigNode
    ) {
        entries[name] = Entry(arity: arity, spelling: signature, body: .custom(body))
    }

    /// Adds all resolvers of another set. They replace those with the same names.
    mutating func add(_ other: Resolvers) { entries.merge(other.entries) { $1 } }

    /// Adds one of the standard resolvers.
    mutating func registerStandard(
        _ name: String, takes arity: ClosedRange<Int>, write signature: @autoclosure @escaping @Sendable () -> String,
        isNew: Bool = false, isObsolete: Bool = false,
        _ body: @escaping StandardBody
    ) {
        entries[name] = Entry(
            arity: arity, spelling: signature, isNew: isNew, isObsolete: isObsolete, body: .standard(body))
    }
}

public import HydrangeaTree

/// A value that a resolver can take as an argument or give as its result.
///
/// An enum with raw values needs only the conformance. Any other type converts to and from a ``ConfigNode``:
///
/// ```swift
/// enum Precision: String, CaseIterable, ConfigConvertible { case half, single }
///
/// let resolvers = Resolvers.standard.registering("bits") { (precision: Precision) in precision == .half ? 16 : 32 }
/// ```
public protocol ConfigConvertible: Sendable {
    /// The kind of value, for messages: `an integer`.
    static var configKindName: String { get }
    /// Creates the value from a resolved node. Fails if the node is of another kind.
    init?(configNode: ConfigNode)
    /// The value as a node, which replaces the interpolation.
    var configNode: ConfigNode { get }
}

extension Int: ConfigConvertible {
    public static var configKindName: String { "an integer" }
    public init?(configNode: ConfigNode) {
        if case .int(let value) = configNode.content { self = value } else { return nil }
    }
    public var configNode: ConfigNode { ConfigNode(.int(self)) }
}

extension Double: ConfigConvertible {
    public static var configKindName: String { "a number" }
    public init?(configNode: ConfigNode) {
        switch configNode.content {
        case .float(let value): self = value
        case .int(let value): self = Double(value)
        default: return nil
        }
    }
    public var configNode: ConfigNode { ConfigNode(.float(self)) }
}

extension Bool: ConfigConvertible {
    public static var configKindName: String { "true or false" }
    public init?(configNode: ConfigNode) {
        if case .bool(let value) = configNode.content { self = value } else { return nil }
    }
    public var configNode: ConfigNode { ConfigNode(.bool(self)) }
}

extension String: ConfigConvertible {
    public static var configKindName: String { "text" }
    public init?(configNode: ConfigNode) { if let text = configNode.string { self = text } else { return nil } }
    public var configNode: ConfigNode { ConfigNode(.string(self)) }
}

extension ConfigNode: ConfigConvertible {
    public static var configKindName: String { "a value" }
    public init?(configNode: ConfigNode) { self = configNode }
    public var configNode: ConfigNode { self }
}

extension Optional: ConfigConvertible where Wrapped: ConfigConvertible {
    public static var configKindName: String { "\(Wrapped.configKindName) or null" }
    public init?(configNode: ConfigNode) {
        if configNode.isNull {
            self = nil
        } else if let value = Wrapped(configNode: configNode) {
            self = value
        } else {
            return nil
        }
    }
    public var configNode: ConfigNode { map(\.configNode) ?? ConfigNode(.null) }
}

extension Array: ConfigConvertible where Element: ConfigConvertible {
    public static var configKindName: String { "a list" }
    public init?(configNode: ConfigNode) {
        guard let items = configNode.sequence else { return nil }
        self = []
        for item in items {
            guard let element = Element(configNode: item) else { return nil }
            append(element)
        }
    }
    public var configNode: ConfigNode { ConfigNode(.sequence(map(\.configNode))) }
}

extension ConfigConvertible where Self: RawRepresentable, RawValue: ConfigConvertible {
    /// The kind of the raw value.
    public static var configKindName: String { RawValue.configKindName }
    public init?(configNode: ConfigNode) {
        guard let rawValue = RawValue(configNode: configNode) else { return nil }
        self.init(rawValue: rawValue)
    }
    public var configNode: ConfigNode { rawValue.configNode }
}

extension ConfigConvertible where Self: RawRepresentable & CaseIterable, RawValue == String {
    /// All cases: `one of relu, gelu`.
    public static var configKindName: String { "one of \(allCases.map(\.rawValue).joined(separator: ", "))" }
}

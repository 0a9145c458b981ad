public import HydrangeaTree

/// A value that a resolver can take as an argument or give as its result.
///
/// A type of your own conforms by converting to and from a ``ConfigNode``:
///
/// ```swift
/// enum Precision: String, ConfigConvertible {
///     case half, single
///
///     static let configName = "a precision"
///     init?(node: ConfigNode) { self.init(rawValue: node.string ?? "") }
///     var node: ConfigNode { ConfigNode(.string(rawValue)) }
/// }
///
/// let resolvers = Resolvers.standard.registering("bits") { (precision: Precision) in precision == .half ? 16 : 32 }
/// ```
public protocol ConfigConvertible: Sendable {
    /// The type's name in messages: `an integer`.
    static var configName: String { get }
    /// Creates the value from a resolved node. Fails if the node is of another kind.
    init?(node: ConfigNode)
    /// The value as a node, which replaces the interpolation.
    var node: ConfigNode { get }
}

extension Int: ConfigConvertible {
    public static var configName: String { "an integer" }
    public init?(node: ConfigNode) { if case .int(let value) = node.content { self = value } else { return nil } }
    public var node: ConfigNode { ConfigNode(.int(self)) }
}

extension Double: ConfigConvertible {
    public static var configName: String { "a number" }
    public init?(node: ConfigNode) {
        switch node.content {
        case .float(let value): self = value
        case .int(let value): self = Double(value)
        default: return nil
        }
    }
    public var node: ConfigNode { ConfigNode(.float(self)) }
}

extension Bool: ConfigConvertible {
    public static var configName: String { "true or false" }
    public init?(node: ConfigNode) { if case .bool(let value) = node.content { self = value } else { return nil } }
    public var node: ConfigNode { ConfigNode(.bool(self)) }
}

extension String: ConfigConvertible {
    public static var configName: String { "text" }
    public init?(node: ConfigNode) { if let text = node.string { self = text } else { return nil } }
    public var node: ConfigNode { ConfigNode(.string(self)) }
}

extension ConfigNode: ConfigConvertible {
    public static var configName: String { "a value" }
    public init?(node: ConfigNode) { self = node }
    public var node: ConfigNode { self }
}

extension Optional: ConfigConvertible where Wrapped: ConfigConvertible {
    public static var configName: String { "\(Wrapped.configName) or null" }
    public init?(node: ConfigNode) {
        if node.isNull {
            self = nil
        } else if let value = Wrapped(node: node) {
            self = value
        } else {
            return nil
        }
    }
    public var node: ConfigNode { map(\.node) ?? ConfigNode(.null) }
}

extension Array: ConfigConvertible where Element: ConfigConvertible {
    public static var configName: String { "a list" }
    public init?(node: ConfigNode) {
        guard let items = node.sequence else { return nil }
        self = []
        for item in items {
            guard let element = Element(node: item) else { return nil }
            append(element)
        }
    }
    public var node: ConfigNode { ConfigNode(.sequence(map(\.node))) }
}

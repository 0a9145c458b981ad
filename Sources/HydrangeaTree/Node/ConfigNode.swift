/// One node of a config tree: a value, and where it was written.
///
/// Two nodes are equal when their values are; the origin takes no part.
public struct ConfigNode: Sendable {
    /// The value of a node: a scalar of YAML, a list, or a mapping.
    public enum Content: Sendable {
        /// `null`, `~`, or an empty value.
        case null
        /// `true` or `false`, and in a file also `yes`, `no`, `on` and `off`.
        case bool(Bool)
        /// An integer of 64 bits.
        case int(Int)
        /// An integer beyond 64 bits.
        case bigInt(BigInteger)
        /// A number with a point or an exponent, infinite, or not a number.
        case float(Double)
        /// Text: also `???`, and text with interpolations that are not resolved yet.
        case string(String)
        /// Bytes, written with the tag `!!binary`.
        case bytes([UInt8])
        /// A list.
        case sequence([ConfigNode])
        /// Keys with their values, in order.
        case mapping(ConfigMapping)
    }

    /// The value.
    public var content: Content
    // The origin is kept in pieces: `content` takes 17 bytes, the length and the start fill its tail, and a node is 32
    // bytes in all.
    private var length: UInt16
    private var start: UInt32
    private var source: SourceText?

    /// Makes a node. In Swift code literals do: `["lr": 0.1, "layers": [64, 64]]`.
    public init(_ content: Content, origin: Origin = .unknown) {
        self.content = content
        self.source = origin.source
        self.start = UInt32(clamping: origin.range.lowerBound)
        self.length = UInt16(clamping: origin.range.count)
    }

    /// The place where the value was written.
    public var origin: Origin {
        get { Origin(source, Int(start)..<Int(start) + Int(length)) }
        set {
            source = newValue.source
            start = UInt32(clamping: newValue.range.lowerBound)
            length = UInt16(clamping: newValue.range.count)
        }
    }
}

extension ConfigNode {
    /// The value `null`. There is no `nil` literal for it: that would make an absent node and a node that is null look
    /// alike.
    public static let null = ConfigNode(.null)

    /// True if the node is the mandatory marker `???`.
    public var isMissing: Bool { string.map { sameText($0, "???") } ?? false }

    /// True if the node is `null`.
    public var isNull: Bool { if case .null = content { true } else { false } }
    /// True if the node is a mapping.
    public var isMapping: Bool { if case .mapping = content { true } else { false } }
    /// True if the node is a list.
    public var isSequence: Bool { if case .sequence = content { true } else { false } }
    /// True if the node is a mapping or a list.
    public var isContainer: Bool { isMapping || isSequence }

    /// The text as written, if the node is text; interpolations and the marker `???` count, numbers do not.
    public var string: String? { if case .string(let text) = content { text } else { nil } }
    /// The value, if the node is a boolean.
    public var bool: Bool? { if case .bool(let value) = content { value } else { nil } }
    /// The value, if the node is an integer of 64 bits.
    public var int: Int? { if case .int(let value) = content { value } else { nil } }
    /// The value, if the node is a number, also an integer of 64 bits.
    public var double: Double? {
        switch content {
        case .float(let value): value
        case .int(let value): Double(value)
        default: nil
        }
    }
    /// The entries, if the node is a mapping.
    public var mapping: ConfigMapping? { if case .mapping(let mapping) = content { mapping } else { nil } }
    /// The elements, if the node is a list.
    public var sequence: [ConfigNode]? { if case .sequence(let items) = content { items } else { nil } }

    /// True if the value comes from a config of this library.
    package var isBuiltIn: Bool { source?.isBuiltIn ?? false }

    /// The name of this kind of value in messages.
    public var kindName: String {
        switch content {
        case .null: "null"
        case .bool: "a boolean"
        case .int, .bigInt: "an integer"
        case .float: "a number"
        case .string: "text"
        case .bytes: "binary data"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The node at `path`, as written: interpolations are not followed.
    public subscript(path: ConfigPath) -> ConfigNode? {
        var node = self
        for element in path.elements {
            guard let next = node.child(element) else { return nil }
            node = next
        }
        return node
    }

    /// The node one step below.
    public func child(_ element: ConfigPath.Element) -> ConfigNode? {
        switch (element, content) {
        case (.key(let key), .mapping(let mapping)): mapping[key]
        case (.index(let index), .sequence(let items)): items.indices.contains(index) ? items[index] : nil
        default: nil
        }
    }
}

extension ConfigNode.Content: Hashable {
    public static func == (lhs: ConfigNode.Content, rhs: ConfigNode.Content) -> Bool {
        switch (lhs, rhs) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.bigInt(let a), .bigInt(let b)): a == b
        case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
        case (.string(let a), .string(let b)): sameText(a, b)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.sequence(let a), .sequence(let b)): a == b
        case (.mapping(let a), .mapping(let b)): a == b
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0 as UInt8)
        case .bool(let value): hasher.combine(value)
        case .int(let value): hasher.combine(value)
        case .bigInt(let value): hasher.combine(value)
        case .float(let value): hasher.combine(value.isNaN ? 0 : value)
        case .string(let text): hasher.combine(ConfigKey.string(text))
        case .bytes(let bytes): hasher.combine(bytes)
        case .sequence(let items): hasher.combine(items)
        case .mapping(let mapping): hasher.combine(mapping)
        }
    }
}

extension ConfigNode: Hashable {
    public static func == (lhs: ConfigNode, rhs: ConfigNode) -> Bool { lhs.content == rhs.content }
    public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

extension ConfigNode: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self.init(.string(value)) }
    public init(integerLiteral value: Int) { self.init(.int(value)) }
    public init(floatLiteral value: Double) { self.init(.float(value)) }
    public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
    public init(arrayLiteral elements: ConfigNode...) { self.init(.sequence(elements)) }
    public init(dictionaryLiteral elements: (ConfigKey, ConfigNode)...) {
        var mapping = ConfigMapping()
        for (key, value) in elements { mapping[key] = value }
        self.init(.mapping(mapping))
    }
}

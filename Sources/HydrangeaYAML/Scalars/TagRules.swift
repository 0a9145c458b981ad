import HydrangeaTree

/// An explicit tag, such as `!!int`, which declares the type of a node.
enum Tag: Equatable {
    case str, int, float, bool, null, binary
    case sequence, mapping
    /// `!!omap` and `!!pairs`: a list of mappings of one key each, which becomes a list of lists of two items.
    case pairs
    case merge, equals
    case other(String)

    private static let prefix = "tag:yaml.org,2002:"

    init(_ text: String) {
        guard text.hasPrefix(Tag.prefix) else {
            self = .other(text)
            return
        }
        switch text.dropFirst(Tag.prefix.count) {
        case "str": self = .str
        case "int": self = .int
        case "float": self = .float
        case "bool": self = .bool
        case "null": self = .null
        case "binary": self = .binary
        case "seq": self = .sequence
        case "map": self = .mapping
        case "omap", "pairs": self = .pairs
        case "merge": self = .merge
        case "value": self = .equals
        case let name: self = .other("!!" + name)
        }
    }

    /// The tag as it is written.
    var name: String {
        switch self {
        case .str: "!!str"
        case .int: "!!int"
        case .float: "!!float"
        case .bool: "!!bool"
        case .null: "!!null"
        case .binary: "!!binary"
        case .sequence: "!!seq"
        case .mapping: "!!map"
        case .pairs: "!!omap"
        case .merge: "!!merge"
        case .equals: "!!value"
        case .other(let name): name
        }
    }

    /// The kind of node that this tag requires, in the words of messages.
    var wanted: String {
        switch self {
        case .sequence, .pairs: "a list"
        case .mapping: "a mapping"
        default: "a single value"
        }
    }

    enum Conversion {
        case meaning(PlainScalar.Meaning)
        /// The text does not spell a value of the tag's type; `example` does.
        case refused(example: String)
        /// The tag is not for a scalar.
        case misplaced
    }

    /// Converts the text of a scalar to the tag's type, whether it is quoted or not.
    func convert(_ text: UnsafeBufferPointer<UInt8>) -> Conversion {
        let content: ConfigNode.Content?
        let example: String
        switch self {
        case .str: return .meaning(.value(.string(String(decoding: text, as: UTF8.self))))
        case .null: return .meaning(.value(.null))
        case .merge: return .meaning(.merge)
        case .equals: return .meaning(.equals(String(decoding: text, as: UTF8.self)))
        case .int: (content, example) = (Tag.int(text), "!!int 12")
        case .float: (content, example) = (Tag.float(text), "!!float 1.5")
        case .bool: (content, example) = (Tag.bool(text), "!!bool true")
        case .binary:
            (content, example) = (
                text.allSatisfy { $0 < 0x80 } ? Base64.decoded(text).map { .bytes($0) } : nil, "!!binary aGVsbG8="
            )
        case .sequence, .mapping, .pairs, .other: return .misplaced
        }
        return content.map { .meaning(.value($0)) } ?? .refused(example: example)
    }

    private static func bool(_ text: UnsafeBufferPointer<UInt8>) -> ConfigNode.Content? {
        switch String(decoding: text, as: UTF8.self).lowercased() {
        case "yes", "true", "on": .bool(true)
        case "no", "false", "off": .bool(false)
        default: nil
        }
    }

    /// The text of a number without its underscores and its sign.
    private static func unsigned(_ text: UnsafeBufferPointer<UInt8>) -> (digits: [UInt8], negative: Bool)? {
        var digits = text.filter { $0 != "_" }
        guard let first = digits.first else { return nil }
        if first == "-" || first == "+" { digits.removeFirst() }
        return digits.isEmpty ? nil : (digits, first == "-")
    }

    private static func int(_ text: UnsafeBufferPointer<UInt8>) -> ConfigNode.Content? {
        guard let (digits, negative) = unsigned(text) else { return nil }
        let radix: Int
        var rest = digits
        if digits.starts(with: "0b".utf8) || digits.starts(with: "0x".utf8) {
            radix = digits[1] == "b" ? 2 : 16
            rest.removeFirst(2)
        } else if digits[0] == "0", digits.count > 1 {
            radix = 8
        } else if digits.contains(UInt8(ascii: ":")) {
            return PlainScalar.sexagesimal(digits, negative: negative)
        } else {
            radix = 10
        }
        guard let value = PythonNumber.int(rest, radix: radix) else { return nil }
        return negative ? negated(value) : value
    }

    private static func negated(_ value: ConfigNode.Content) -> ConfigNode.Content? {
        let text: String
        switch value {
        case .int(let value): text = value.description
        case .bigInt(let value): text = value.description
        default: return nil
        }
        let digits = Array(text.utf8)
        let wasNegative = digits.first == "-"
        return PythonNumber.integer(digits.dropFirst(wasNegative ? 1 : 0), radix: 10, negative: !wasNegative)
    }

    private static func float(_ text: UnsafeBufferPointer<UInt8>) -> ConfigNode.Content? {
        guard let (digits, negative) = unsigned(text) else { return nil }
        let small = digits.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        if small.elementsEqual(".inf".utf8) { return .float(negative ? -.infinity : .infinity) }
        if small.elementsEqual(".nan".utf8) { return .float(.nan) }
        if small.contains(UInt8(ascii: ":")) { return PlainScalar.sexagesimalFloat(small, negative: negative) }
        return PythonNumber.float(small).map { .float(negative ? -$0 : $0) }
    }
}

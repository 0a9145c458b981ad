/// A key of a mapping. Nearly all are strings; YAML also allows other scalars.
///
/// Two keys are the same key when Python says so: `1`, `1.0` and `true` are one, and strings are compared code point by
/// code point.
public enum ConfigKey: Sendable {
    /// A word, quoted or not: nearly every key.
    case string(String)
    /// An integer of 64 bits: `1: a`.
    case int(Int)
    /// An integer beyond 64 bits.
    case bigInt(BigInteger)
    /// A number with a point or an exponent: `0.5: a`.
    case float(Double)
    /// `true: a`, and in a file also `yes: a` or `on: a`.
    case bool(Bool)
    /// `null: a`.
    case null
    /// Bytes, written with the tag `!!binary`.
    case bytes([UInt8])

    /// The key as text; nil for keys such as `1` and `true`, which are no text.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

/// Every scalar can be a key of a mapping, so the type of keys is the type of scalars, too.
package typealias ConfigScalar = ConfigKey

extension ConfigKey {
    /// The key of a scalar; nil for a list or mapping.
    package init?(_ content: ConfigNode.Content) {
        switch content {
        case .string(let text): self = .string(text)
        case .int(let value): self = .int(value)
        case .bigInt(let value): self = .bigInt(value)
        case .float(let value): self = .float(value)
        case .bool(let value): self = .bool(value)
        case .null: self = .null
        case .bytes(let bytes): self = .bytes(bytes)
        case .sequence, .mapping: return nil
        }
    }

    /// True for a value that Python compares as a number: also for a `bool`.
    package var isNumber: Bool {
        switch self {
        case .int, .bigInt, .float, .bool: true
        case .string, .null, .bytes: false
        }
    }

    /// The key as a value.
    package var content: ConfigNode.Content {
        switch self {
        case .string(let text): .string(text)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): .float(value)
        case .bool(let value): .bool(value)
        case .null: .null
        case .bytes(let bytes): .bytes(bytes)
        }
    }
}

extension ConfigKey: Hashable {
    public static func == (lhs: ConfigKey, rhs: ConfigKey) -> Bool {
        switch (lhs, rhs) {
        case (.string(let a), .string(let b)): sameText(a, b)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.null, .null): true
        case (.bigInt(let a), .bigInt(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.float(let a), .float(let b)) where a.isNaN: b.isNaN
        default: PythonOrder.compare(lhs, rhs) == 0
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .string(let text):
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .bytes(let bytes): hasher.combine(bytes)
        case .null: hasher.combine(0 as UInt8)
        // Numbers that are equal have the same nearest `Double`, whatever their types are.
        case .int(let value): hasher.combine(Double(value))
        case .bigInt(let value): hasher.combine(Double(value.description) ?? .infinity)
        case .float(let value): hasher.combine(value.isNaN ? .infinity : value)
        case .bool(let value): hasher.combine(value ? 1.0 : 0.0)
        }
    }
}

/// True if two strings are the same bytes. `==` on strings would also call different spellings of one accented letter
/// equal.
package func sameText(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    var a = a
    var b = b
    return a.withUTF8 { a in
        b.withUTF8 { b in sameBytes(UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b)) }
    }
}

/// True if two buffers of the same length are the same bytes. Eight bytes are compared at a time, because comparing
/// keys is the most frequent operation.
private func sameBytes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index + 8 <= a.count {
        if a.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            != b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        {
            return false
        }
        index += 8
    }
    while index < a.count {
        if a[index] != b[index] { return false }
        index += 1
    }
    return true
}

extension ConfigKey: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
}

extension ConfigKey: CustomStringConvertible {
    public var description: String {
        switch self {
        case .string(let text): text
        case .int(let value): "\(value)"
        case .bigInt(let value): value.description
        case .float(let value): PythonRepr.float(value)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .bytes(let bytes): PythonRepr.bytes(bytes)
        }
    }
}

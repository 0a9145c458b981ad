/// Parses JSON text.
struct JSONReader {
    struct Mistake: Error, CustomStringConvertible {
        var description: String
    }

    private let bytes: [UInt8]
    private var position = 0

    static func read(_ bytes: [UInt8]) throws(Mistake) -> JSON {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.mistake("the end was expected") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func mistake(_ text: String) -> Mistake { Mistake(description: "JSON, byte \(position): \(text)") }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: Character) -> Bool {
        skipBlanks()
        guard let next, next == byte.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(Mistake) -> JSON {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        default: return try word()
        }
    }

    private mutating func object() throws(Mistake) -> JSON {
        var members: [JSON.Member] = []
        _ = take("{")
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            let key = try string()
            guard take(":") else { throw mistake("':' was expected") }
            members.append(JSON.Member(key: key, value: try value()))
        } while take(",")
        guard take("}") else { throw mistake("'}' was expected") }
        return .object(members)
    }

    private mutating func array() throws(Mistake) -> JSON {
        var items: [JSON] = []
        _ = take("[")
        if take("]") { return .array([]) }
        repeat { items.append(try value()) } while take(",")
        guard take("]") else { throw mistake("']' was expected") }
        return .array(items)
    }

    private mutating func word() throws(Mistake) -> JSON {
        let start = position
        while let byte = next, !" \n\r\t,]}".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            guard Double(text) != nil else { throw mistake("a value was expected, not '\(text)'") }
            return .number(text)
        }
    }

    private mutating func string() throws(Mistake) -> String {
        guard next == UInt8(ascii: "\"") else { throw mistake("a string was expected") }
        position += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            position += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        guard next != nil else { throw mistake("the string is not closed") }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape(into text: inout [UInt8]) throws(Mistake) {
        guard let kind = next else { throw mistake("the escape is not complete") }
        position += 1
        switch kind {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"):
            var code = try unit()
            if (0xD800..<0xDC00).contains(code), next == UInt8(ascii: "\\") {
                position += 2
                code = 0x10000 + (code - 0xD800) << 10 + (try unit() &- 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw mistake("half of a surrogate pair") }
            text += Array(String(Character(scalar)).utf8)
        default: text.append(kind)
        }
    }

    private mutating func unit() throws(Mistake) -> UInt32 {
        guard position + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw mistake("four hexadecimal digits were expected") }
        position += 4
        return code
    }
}

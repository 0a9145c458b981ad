extension ConfigNode {
    /// The value as text: a number or boolean as it was written (`1.10`, `0e12345`, `on`); nil for null, lists and
    /// mappings.
    ///
    /// A value that is not written as such has its usual spelling: one that a program or a resolver made.
    public var writtenText: String? {
        switch content {
        case .string(let text): text
        case .bool(let value): origin.word ?? (value ? "true" : "false")
        case .int(let value): origin.word ?? "\(value)"
        case .bigInt(let value): origin.word ?? value.description
        case .float(let value): origin.word ?? PythonRepr.float(value)
        case .null, .bytes, .sequence, .mapping: nil
        }
    }
}

extension ConfigMapping.Entry {
    /// The key as it was written, also a `1.10` or `on` that YAML reads as another type than text.
    package var writtenKey: String {
        switch key {
        case .string, .bytes: key.description
        case .null, .bool, .int, .bigInt, .float: keyOrigin.word ?? key.description
        }
    }
}

extension Origin {
    /// The text that is written here, if it can be a number or boolean; nil for an interpolation such as `${lr}`, a
    /// call such as `int(1.5)`, and text in quotes, which is not the text of a value that was made of it.
    fileprivate var word: String? {
        // A longer range may be cut.
        guard !bytes.isEmpty, range.count < Int(UInt16.max), bytes.allSatisfy(Self.isInWord) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isInWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "._+-:~".utf8.contains(byte)
        }
    }
}

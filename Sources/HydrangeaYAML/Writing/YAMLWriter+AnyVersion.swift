import HydrangeaTree

/// The texts that YAML 1.1 and 1.2 read differently, beyond those that the oracle quotes.
extension YAMLWriter {
    /// True if the text holds a line break, or a character that only one of the versions takes for one (U+0085, U+2028,
    /// U+2029). Readers of YAML 1.1 and 1.2 fold line breaks in quotes differently, so these are escaped.
    static func needsEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for (index, byte) in text.enumerated() {
            switch byte {
            case 0x0A, 0x0D: return true
            case 0xC2 where index + 1 < text.count && text[index + 1] == 0x85: return true
            case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
                return true
            default: continue
            }
        }
        return false
    }

    /// True if the text consists of characters of numbers in any version or reader, such as `0o17`, `08` or `1e5`.
    static func beginsAsNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        let second = text.count > 1 ? text[1] : 0
        switch first {
        case "0"..."9": break
        case "+", "-", ".":
            guard second == "." || second.isDigit else {
                return false
            }
        default: return false
        }
        return text.allSatisfy { byte in
            switch byte {
            case "0"..."9", "a"..."f",
                "A"..."F",
                "o", "O", "x", "X", "_",
                ".",
                ":", "+", "-":
                true
            default: false
            }
        }
    }
}

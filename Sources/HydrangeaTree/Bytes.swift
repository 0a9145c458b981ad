// Parsers work on UTF-8 bytes. These operators compare a byte with an ASCII character: `case "{":`, `byte == "{"`. They
// are called for every byte, so they are inlinable.

@inlinable
package func ~= (pattern: Unicode.Scalar, byte: UInt8) -> Bool { byte == UInt8(truncatingIfNeeded: pattern.value) }
@inlinable
package func ~= (pattern: Unicode.Scalar, byte: UInt8?) -> Bool { byte == UInt8(truncatingIfNeeded: pattern.value) }
@inlinable
package func ~= (pattern: ClosedRange<Unicode.Scalar>, byte: UInt8) -> Bool { pattern.contains(Unicode.Scalar(byte)) }
@inlinable
package func == (byte: UInt8, character: Unicode.Scalar) -> Bool {
    byte == UInt8(truncatingIfNeeded: character.value)
}
@inlinable
package func == (byte: UInt8?, character: Unicode.Scalar) -> Bool {
    byte == UInt8(truncatingIfNeeded: character.value)
}
@inlinable
package func != (byte: UInt8, character: Unicode.Scalar) -> Bool { !(byte == character) }
@inlinable
package func != (byte: UInt8?, character: Unicode.Scalar) -> Bool { !(byte == character) }

extension UInt8 {
    /// A space or a tab.
    @inlinable package var isBlank: Bool { self == " " || self == "\t" }
    @inlinable package var isDigit: Bool { self &- 0x30 < 10 }
    /// A letter of ASCII.
    @inlinable package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}

/// Reads bytes from their start.
package struct ByteScanner<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
    package let bytes: Bytes
    /// The index of the next byte.
    package var position: Int

    @inlinable package init(_ bytes: Bytes) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    @inlinable package var isAtEnd: Bool { position == bytes.endIndex }

    /// The next byte; nil at the end.
    @inlinable package var byte: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// Skips the next byte if it is this character.
    @inlinable package mutating func skip(_ wanted: Unicode.Scalar) -> Bool {
        guard byte == wanted else { return false }
        position += 1
        return true
    }

    /// Skips bytes, at most `limit` of them. Returns their number.
    @inlinable package mutating func skip(limit: Int = .max, while matches: (UInt8) -> Bool) -> Int {
        let start = position
        while position < bytes.endIndex, position - start < limit, matches(bytes[position]) { position += 1 }
        return position - start
    }
}

extension Origin {
    /// The place of the first characters of the value.
    package func prefix(_ characters: Int) -> Origin {
        guard let bytes = source?.bytes else { return self }
        var end = range.lowerBound
        for _ in 0..<characters where end < bytes.count {
            end += 1
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        }
        return Origin(source, range.lowerBound..<end)
    }

    /// The place of a part of a text that is written here: `${b}` in `a ${b}`.
    ///
    /// White space may differ from the source, as in a text that is folded or a block. If anything else differs,
    /// because of an escape, the result is the place of the whole text.
    ///
    /// - Parameters:
    ///   - part: The bytes of the part in the text.
    ///   - text: The text, or as much of it as the part needs.
    package func part(_ part: Range<Int>, of text: some Collection<UInt8>) -> Origin {
        let bytes = bytes
        var position = beginning(of: text)
        var start = position
        for (offset, byte) in text.enumerated() {
            if offset == part.upperBound { break }
            if offset == part.lowerBound { start = position }
            if position < bytes.endIndex, bytes[position] == byte {
                position += 1
                continue
            }
            let end = bytes[position...].firstIndex { !$0.isWhiteSpace } ?? bytes.endIndex
            if byte.isWhiteSpace {
                position = end
            } else if end > position, end < bytes.endIndex, bytes[end] == byte {
                if offset == part.lowerBound { start = end }
                position = end + 1
            } else {
                return self
            }
        }
        return Origin(source, (part.isEmpty || part.lowerBound >= text.count ? position : start)..<position)
    }

    /// The first byte of a text, after its quote or the first line of a block.
    private func beginning(of text: some Collection<UInt8>) -> Int {
        let bytes = bytes
        guard let first = bytes.first, first != text.first else { return bytes.startIndex }
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return bytes.startIndex + 1
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return bytes.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.startIndex
        default: return bytes.startIndex
        }
    }
}

extension UInt8 {
    fileprivate var isWhiteSpace: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n")
            || self == UInt8(ascii: "\r")
    }
}

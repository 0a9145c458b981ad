/// The lines of a text, and the numbers of its characters: places of messages show lines and columns, and origins have
/// offsets of bytes.
struct LineTable: Sendable {
    /// The bytes of each line, without its line break.
    let lines: [Range<Int>]
    /// The number of characters before each block of bytes; none if each byte is a character. A column in a long line is
    /// then found without counting all characters of the line.
    private let characters: [Int]
    private static let blockSize = 256

    init(_ bytes: [UInt8]) {
        lines = Self.lines(of: bytes)
        var characters = bytes.allSatisfy { $0 < 0x80 } ? [] : [0]
        for start in stride(from: 0, to: characters.isEmpty ? 0 : bytes.count, by: Self.blockSize) {
            let block = bytes[start..<min(start + Self.blockSize, bytes.count)]
            characters.append(characters[characters.count - 1] + Self.count(block))
        }
        self.characters = characters
    }

    /// The number of characters that begin in some bytes.
    private static func count(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }

    /// The number of characters before a byte.
    private func characters(before offset: Int, of bytes: [UInt8]) -> Int {
        if characters.isEmpty { return offset }
        let block = offset / Self.blockSize
        return characters[block] + Self.count(bytes[block * Self.blockSize..<offset])
    }

    func position(at offset: Int, of bytes: [UInt8]) -> SourceText.Position {
        let offset = min(max(offset, lines[0].lowerBound), bytes.count)
        // The last line that begins at the offset or before it.
        var (low, high) = (0, lines.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].lowerBound <= offset { low = middle } else { high = middle }
        }
        let column = characters(before: offset, of: bytes) - characters(before: lines[low].lowerBound, of: bytes)
        return SourceText.Position(line: low + 1, column: column + 1)
    }

    /// The byte at a position; the nearest one in the text, if it has no such line or column.
    func offset(of position: SourceText.Position, in bytes: [UInt8]) -> Int {
        let line = lines[min(max(position.line - 1, 0), lines.count - 1)]
        var left = position.column - 1
        for index in line where bytes[index] & 0xC0 != 0x80 {
            if left <= 0 { return index }
            left -= 1
        }
        return line.upperBound
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        // A byte order mark belongs to no line, as it counts in no column.
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while let found = lineBreak(in: bytes, from: start) {
            lines.append(start..<found.lowerBound)
            start = found.upperBound
        }
        lines.append(start..<bytes.count)
        return lines
    }

    /// The next line break. YAML 1.1 breaks lines at LF, CR, both together, U+0085, U+2028 and U+2029.
    private static func lineBreak(in bytes: [UInt8], from start: Int) -> Range<Int>? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A: return index..<index + 1
            case 0x0D: return index..<(bytes[(index + 1)...].first == 0x0A ? index + 2 : index + 1)
            case 0xC2 where bytes[(index + 1)...].first == 0x85: return index..<index + 2
            case 0xE2
            where bytes[(index + 1)...].starts(with: [0x80, 0xA8]) || bytes[(index + 1)...].starts(with: [0x80, 0xA9]):
                return index..<index + 3
            default: index += 1
            }
        }
        return nil
    }
}

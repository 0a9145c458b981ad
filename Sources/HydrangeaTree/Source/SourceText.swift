/// A text in which values were written: a file, one command-line argument, an environment variable.
///
/// Nodes point at a source instead of copying its name: an origin costs a node one reference and eight bytes of
/// position. The bytes are kept because messages show lines of them, and because a number that is decoded as a string
/// gets the spelling that was written.
public final class SourceText: Sendable {
    /// The kinds of texts that values are written in.
    public enum Kind: Hashable, Sendable {
        /// A file, by the name that messages show.
        case file(String)
        /// The command line's argument of that number, counted from 1.
        case argument(Int)
        /// The value of an environment variable, by its name.
        case environment(String)
        /// Configs given as values: in a test, or in a program.
        case memory(String)
        /// The default values of a Swift type.
        case type(String)
        /// A config of this library, of which no text is shown.
        case builtIn(String)
    }

    /// The kind of the text, with its name.
    public let kind: Kind
    /// The bytes of the text as UTF-8.
    public let bytes: [UInt8]

    /// - Parameter bytes: The text as UTF-8; messages show U+FFFD for bytes that are not UTF-8.
    public init(_ kind: Kind, bytes: [UInt8] = []) {
        self.kind = kind
        self.bytes = bytes
    }

    /// Makes a source of a string.
    public convenience init(_ kind: Kind, text: String) { self.init(kind, bytes: Array(text.utf8)) }

    var isBuiltIn: Bool { if case .builtIn = kind { true } else { false } }

    /// The name of this text in messages.
    public var name: String {
        switch kind {
        case .file(let path): path
        case .argument(let number): "argument \(number)"
        case .environment(let variable): "environment variable \(variable)"
        case .memory(let name): name
        case .type(let name): name
        case .builtIn(let name): "built-in \(name)"
        }
    }

    /// The line of a number, counted from 1, without its line break.
    public func line(_ number: Int) -> String? {
        guard number > 0, !bytes.isEmpty else { return nil }
        var start = textStart
        for _ in 1..<number {
            guard let (_, next) = lineBreak(from: start) else { return nil }
            start = next
        }
        return String(decoding: bytes[start..<(lineBreak(from: start)?.0 ?? bytes.count)], as: UTF8.self)
    }

    /// The range of bytes of each line, for callers that need many lines.
    package var lineRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = textStart
        while let (end, next) = lineBreak(from: start) {
            ranges.append(start..<end)
            start = next
        }
        return ranges + [start..<bytes.count]
    }

    /// The line and column of a byte.
    package func mark(ofByte position: Int) -> Mark {
        let lines = lineRanges
        let index = lines.lastIndex { $0.lowerBound <= position } ?? 0
        let before = bytes[min(lines[index].lowerBound, position)..<min(position, bytes.count)]
        return Mark(line: index + 1, column: before.count { $0 & 0xC0 != 0x80 } + 1)
    }

    /// A byte order mark belongs to no line, as it counts in no column.
    private var textStart: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    /// The next line break, and the position behind it. YAML 1.1 breaks lines at LF, CR, both together, U+0085, U+2028
    /// and U+2029.
    private func lineBreak(from start: Int) -> (Int, Int)? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A: return (index, index + 1)
            case 0x0D: return (index, index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1)
            case 0xC2 where bytes[(index + 1)...].first == 0x85: return (index, index + 2)
            case 0xE2
            where bytes[(index + 1)...].starts(with: [0x80, 0xA8]) || bytes[(index + 1)...].starts(with: [0x80, 0xA9]):
                return (index, index + 3)
            default: index += 1
            }
        }
        return nil
    }
}

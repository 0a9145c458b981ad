import Synchronization

/// A text in which values were written: a file, one command-line argument, an environment variable.
///
/// Nodes point at a source instead of copying its name: an origin costs a node one reference and six bytes for its
/// range. The bytes are kept because messages show lines of them, and because a number that is decoded as a string
/// gets the spelling that was written.
public final class SourceText: Sendable {
    /// A line and column of a text, both counted from 1; columns count characters.
    public struct Position: Hashable, Sendable, Comparable {
        /// The line, from 1.
        public var line: Int
        /// The column, from 1.
        public var column: Int

        /// Makes a position; line and column are counted from 1.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        public static func < (lhs: Position, rhs: Position) -> Bool {
            (lhs.line, lhs.column) < (rhs.line, rhs.column)
        }
    }

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
    /// True if messages may show lines of the text. Those of a `.env` file may hold secrets.
    package let isShown: Bool
    private let madeTable = Mutex<LineTable?>(nil)

    /// - Parameter bytes: The text as UTF-8; messages show U+FFFD for bytes that are not UTF-8.
    public convenience init(_ kind: Kind, bytes: [UInt8] = []) { self.init(kind, bytes: bytes, isShown: true) }

    private init(_ kind: Kind, bytes: [UInt8], isShown: Bool) {
        self.kind = kind
        self.bytes = bytes
        self.isShown = isShown
    }

    /// Makes a source of a string.
    public convenience init(_ kind: Kind, text: String) { self.init(kind, bytes: Array(text.utf8)) }

    /// The same text, of which messages show the line and column of a place, but not the line itself.
    package var hidden: SourceText { SourceText(kind, bytes: bytes, isShown: false) }

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
        let lines = lineRanges
        guard !bytes.isEmpty, lines.indices.contains(number - 1) else { return nil }
        return String(decoding: bytes[lines[number - 1]], as: UTF8.self)
    }

    /// The range of bytes of each line, without its line break.
    package var lineRanges: [Range<Int>] { lineTable.lines }

    /// The line and column of a byte, or of the end of the text.
    public func position(at offset: Int) -> Position { lineTable.position(at: offset, of: bytes) }

    /// The offset of the byte at a line and column; the nearest one, if the text has no such line or column.
    package func offset(of position: Position) -> Int { lineTable.offset(of: position, in: bytes) }

    /// The table is made when a line is first asked for: most texts never are.
    private var lineTable: LineTable {
        madeTable.withLock { table in
            if let table { return table }
            let made = LineTable(bytes)
            table = made
            return made
        }
    }
}

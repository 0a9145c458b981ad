/// A line and column of a text, both counted from 1; columns count characters.
public struct Mark: Hashable, Sendable, Comparable {
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Both are counted from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (lhs: Mark, rhs: Mark) -> Bool {
        (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}

/// Where a value was written: every node carries one, and every message shows it.
public struct Origin: Sendable {
    /// The text, or nil when the value was made by a program.
    public let source: SourceText?
    /// The place in it. A node keeps columns up to 65,535.
    public let mark: Mark

    /// The beginning of a text, unless a mark says otherwise.
    public init(_ source: SourceText?, _ mark: Mark = Mark(line: 1, column: 1)) {
        self.source = source
        self.mark = mark
    }

    /// The origin of what was made by a program.
    public static let unknown = Origin(nil)

    /// Whether this is a place on the command line.
    package var isArgument: Bool { if case .argument? = source?.kind { true } else { false } }

    /// Whether this is a place in a config that came with this library.
    package var isBuiltIn: Bool { source?.isBuiltIn ?? false }
}

extension Origin: Hashable {
    public static func == (lhs: Origin, rhs: Origin) -> Bool {
        lhs.mark == rhs.mark && lhs.source?.kind == rhs.source?.kind
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(mark)
        hasher.combine(source?.kind)
    }
}

extension Origin {
    /// The place on a line of its own, where an argument shows its text: `model=mlp (argument 1)`.
    package var place: String {
        guard let source else { return "" }
        guard case .argument = source.kind else { return description }
        return "\(String(decoding: source.bytes, as: UTF8.self)) (\(source.name))"
    }
}

extension Origin: CustomStringConvertible {
    /// `conf/config.yaml:8:9`, `argument 2`, `environment variable DATA`.
    public var description: String {
        guard let source else { return "unknown" }
        switch source.kind {
        case .file(let path): return "\(path):\(mark.line):\(mark.column)"
        default: return source.name
        }
    }
}

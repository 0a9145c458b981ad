/// A line and column of a text, both counted from 1; columns count characters.
public struct Mark: Hashable, Sendable, Comparable {
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Makes a mark; line and column are counted from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (lhs: Mark, rhs: Mark) -> Bool {
        (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}

/// The place where a value was written: every node has one, and every message shows it.
public struct Origin: Sendable {
    /// The text, or nil when the value was made by a program.
    public let source: SourceText?
    /// The place in it. A node keeps columns up to 65,535.
    public let mark: Mark

    /// Makes the origin of a mark in a text; without a mark, of the text's beginning.
    public init(_ source: SourceText?, _ mark: Mark = Mark(line: 1, column: 1)) {
        self.source = source
        self.mark = mark
    }

    /// The origin of values that a program made.
    public static let unknown = Origin(nil)

    /// True for a place on the command line.
    package var isArgument: Bool { if case .argument? = source?.kind { true } else { false } }

    /// True for a place in a config of this library.
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

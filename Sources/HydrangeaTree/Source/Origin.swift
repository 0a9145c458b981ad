/// The place where a value was written: every node has one, and every message shows it.
public struct Origin: Sendable {
    /// The text, or nil when the value was made by a program.
    public let source: SourceText?
    /// The bytes of the text that the value takes: `1.10`, or `"a b"` with its quotes.
    ///
    /// An anchor and a tag before a value do not belong to it. A list or mapping without brackets has an empty range
    /// at its first item or key, because nothing but its items and keys is written. A node keeps at most 65,535 bytes
    /// of a range.
    ///
    /// Offsets count bytes, so that the text of a range is a slice of the source. Lines and columns are counted only
    /// when a message shows them.
    public let range: Range<Int>

    /// Makes the origin of some bytes of a text.
    public init(_ source: SourceText?, _ range: Range<Int>) {
        self.source = source
        self.range = range
    }

    /// Makes the origin of a whole text.
    public init(_ source: SourceText?) { self.init(source, 0..<(source?.bytes.count ?? 0)) }

    /// Makes the origin of one place in a text, without a length.
    package init(_ source: SourceText?, _ position: SourceText.Position) {
        let offset = source?.offset(of: position) ?? 0
        self.init(source, offset..<offset)
    }

    /// The origin of values that a program made.
    public static let unknown = Origin(nil)

    /// The line and column at which it begins; the first of both for values that a program made.
    public var position: SourceText.Position {
        source?.position(at: range.lowerBound) ?? SourceText.Position(line: 1, column: 1)
    }

    /// The bytes that are written here.
    package var bytes: ArraySlice<UInt8> {
        guard let bytes = source?.bytes else { return [] }
        return bytes[range.clamped(to: bytes.indices)]
    }

    /// The number of characters on its first line; 1 for an empty range.
    package var underlined: Int {
        guard let source, let line = source.lineRanges.dropFirst(position.line - 1).first else { return 1 }
        return max(1, bytes.prefix(max(0, line.upperBound - range.lowerBound)).count { $0 & 0xC0 != 0x80 })
    }

    /// True for a place on the command line.
    package var isArgument: Bool { if case .argument? = source?.kind { true } else { false } }

    /// True for a place in a config of this library.
    package var isBuiltIn: Bool { source?.isBuiltIn ?? false }
}

extension Origin: Hashable {
    public static func == (lhs: Origin, rhs: Origin) -> Bool {
        lhs.range == rhs.range && lhs.source?.kind == rhs.source?.kind
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(range)
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
        guard case .file(let path) = source.kind else { return source.name }
        let position = position
        return "\(path):\(position.line):\(position.column)"
    }
}

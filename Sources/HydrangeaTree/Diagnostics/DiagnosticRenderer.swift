/// Renders diagnostics for people: the only place that knows about columns, carets and colours.
public struct DiagnosticRenderer: Sendable {
    /// True if the text is coloured with the escape codes of terminals.
    public var colors: Bool
    /// The most diagnostics to show in full.
    public var limit: Int
    /// The longest part of a source line that is shown; the rest is cut on both sides.
    private let width = 100

    /// A renderer of plain text.
    public init(colors: Bool = false, limit: Int = 100) {
        self.colors = colors
        self.limit = limit
    }

    /// The whole error, as the command line prints it. Several missing values are one table.
    public func render(_ error: ConfigError) -> String {
        var diagnostics = error.diagnostics
        var texts: [String] = []
        let missing = diagnostics.filter { $0.code == .missingValue && $0.path != nil }
        if missing.count > 1 {
            diagnostics.removeAll { $0.code == .missingValue && $0.path != nil }
            texts.append(table(ofMissing: missing))
        }
        texts += diagnostics.prefix(limit).map { render($0) }
        let more = diagnostics.count - limit
        if more > 0 { texts.append("… and \(more) more") }
        return texts.joined(separator: "\n")
    }

    /// One diagnostic: its message, the text that it is about with a caret, notes and help.
    public func render(_ diagnostic: Diagnostic) -> String { render(diagnostic, head: paint("error: ", "1;31")) }

    /// One warning, in the form of a diagnostic.
    public func render(warning diagnostic: Diagnostic) -> String {
        render(diagnostic, head: paint("warning: ", "1;35"))
    }

    private func render(_ diagnostic: Diagnostic, head word: String) -> String {
        var lines: [String] = []
        var head = word + paint(cut(diagnostic.message).harmless, "1")
        if case .file = diagnostic.origin.source?.kind { head = paint("\(diagnostic.origin): ".harmless, "1") + head }
        lines.append(head)
        lines += excerpt(diagnostic)
        let reason = diagnostic.reason.map { ["chosen by: \($0.place)"] } ?? []
        let context = diagnostic.context.map { "in \($0)" }
        lines += (diagnostic.notes + reason + context).map { "  \(cut($0).harmless)" }
        if let help = diagnostic.help { lines.append("  " + paint("help: ", "1;36") + help.harmless) }
        return lines.joined(separator: "\n")
    }

    /// The longest line of a message, in characters.
    private static let longestLine = 600

    /// Cuts a line that is too long to read: a list behind its first items, any other text in its middle.
    private func cut(_ line: String) -> String {
        guard line.utf8.count > Self.longestLine, line.unicodeScalars.count > Self.longestLine else { return line }
        let items = line.split(separator: ", ", omittingEmptySubsequences: false)
        var shown: [Substring] = []
        var length = 0
        for item in items {
            length += item.unicodeScalars.count + 2
            if length > Self.longestLine { break }
            shown.append(item)
        }
        if shown.count > 4 { return shown.joined(separator: ", ") + ", … and \(items.count - shown.count) more" }
        let half = 120
        return "\(String(line.unicodeScalars.prefix(half)))…\(String(line.unicodeScalars.suffix(half)))"
    }

    /// Values that must be given, one a line: they are usually typed all at once.
    private func table(ofMissing diagnostics: [Diagnostic]) -> String {
        let rows = TextColumns(diagnostics.map { [$0.path?.description ?? "", reason($0)] }).lines(gap: "   ")
        var lines = [paint("error: ", "1;31") + paint("\(diagnostics.count) values must be given", "1")]
        lines += rows.map { "  \($0)".harmless }
        let help = diagnostics.compactMap(\.help)
        if !help.isEmpty { lines.append("  " + paint("help: ", "1;36") + help.joined(separator: " ").harmless) }
        return lines.joined(separator: "\n")
    }

    /// The reason why a value is missing, in a few words.
    private func reason(_ diagnostic: Diagnostic) -> String {
        switch diagnostic.origin.source?.kind {
        case nil: diagnostic.label ?? diagnostic.message
        case .type(let name): "declared in \(name)"
        default: "\(diagnostic.label ?? "???") in \(diagnostic.origin)"
        }
    }

    /// The line of the source that the diagnostic is about, with an underline below it.
    private func excerpt(_ diagnostic: Diagnostic) -> [String] {
        guard let source = diagnostic.origin.source else { return [] }
        let position = diagnostic.origin.position
        let lead: String
        switch source.kind {
        case .file: lead = "  \(position.line) | "
        case .argument, .environment: lead = "  \(source.name): ".harmless
        case .memory, .type, .builtIn: return ["  in \(source.name)".harmless]
        }
        guard source.isShown, let line = source.line(position.line) else { return [] }
        let (shown, column) = window(Array(line.unicodeScalars), around: position.column - 1)
        let pad = String(repeating: " ", count: lead.unicodeScalars.count + column)
        let room = max(1, shown.unicodeScalars.count - column)
        let rest = String(repeating: "~", count: max(0, min(diagnostic.origin.underlined, room) - 1))
        let label = diagnostic.label.map { " \($0)".harmless } ?? ""
        return [lead + shown, pad + paint("^" + rest, "1;32") + label]
    }

    /// The part of a line that is shown, and the caret's column in it. Tabs become spaces so that the caret stands
    /// right, and other control characters a dot.
    private func window(_ line: [Unicode.Scalar], around column: Int) -> (String, Int) {
        let column = min(max(column, 0), line.count)
        let start = column > width - 20 ? column - (width - 20) / 2 : 0
        let end = min(line.count, start + width)
        var shown = ""
        for scalar in line[start..<end] { shown.unicodeScalars.append(scalar == "\t" ? " " : scalar) }
        let text = (start > 0 ? "…" : "") + shown.harmless + (end < line.count ? "…" : "")
        return (text, column - start + (start > 0 ? 1 : 0))
    }

    private func paint(_ text: String, _ style: String) -> String {
        colors ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
    }
}

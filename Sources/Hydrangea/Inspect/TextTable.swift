import HydrangeaTree

/// Rows of text with a heading, in columns between bars.
struct TextTable {
    let head: [String]
    let rows: [[String]]
    /// A text after the heading's last bar.
    var headEnd = ""

    /// The lines, with rules around the heading and below the last row.
    var lines: [String] {
        let lines = TextColumns([head] + rows).padded.map { "| \($0.joined(separator: " | ")) |" }
        let heading = (lines.first ?? "") + headEnd
        let rule = String(repeating: "-", count: heading.unicodeScalars.count)
        return [heading, rule] + Array(lines.dropFirst()) + [rule]
    }
}

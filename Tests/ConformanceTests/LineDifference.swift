/// The difference between two texts by line, with two lines of context.
struct LineDifference: CustomStringConvertible {
    let description: String

    init(expected: String, got: String, limit: Int = 60) {
        let old = LineDifference.lines(expected)
        let new = LineDifference.lines(got)
        let changes = new.difference(from: old)
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var rows: [(mark: Character, text: String)] = []
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                rows.append(("-", old[i].text))
                i += 1
            } else if j < new.count, inserted.contains(j) {
                rows.append(("+", new[j].text))
                j += 1
            } else {
                rows.append((" ", i < old.count ? old[i].text : ""))
                i += 1
                j += 1
            }
        }
        let shown = LineDifference.neighbourhood(of: rows.map { $0.mark != " " })
        var lines = ["  - expected, + got"]
        var last = -1
        for index in rows.indices where shown[index] {
            if index > last + 1 { lines.append("    …") }
            lines.append("  \(rows[index].mark) \(rows[index].text)")
            last = index
            if lines.count > limit {
                lines.append("    … and more")
                break
            }
        }
        description = lines.joined(separator: "\n")
    }

    /// A line that is compared by its bytes. A missing line break at the end of the text counts as a difference.
    private struct Line: Hashable {
        var text: String
        static func == (a: Line, b: Line) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
        func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
    }

    private static func lines(_ text: String) -> [Line] {
        var parts = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if parts.last == "" { parts.removeLast() } else { parts[parts.count - 1] += "   (no line break at the end)" }
        return parts.map(Line.init)
    }

    private static func neighbourhood(of changed: [Bool]) -> [Bool] {
        changed.indices.map { index in
            changed[max(0, index - 2)...min(changed.count - 1, index + 2)].contains(true)
        }
    }
}

import Foundation

/// The commands in a `console` block, with their outputs.
///
/// Lines that begin with `$ ` are commands; following lines that begin with `> ` continue them. In the output, `…`
/// stands for any text within a line, and a line `…` for any lines. Dates and times may differ.
struct Transcript {
    struct Step {
        var command: String
        var output: String
    }

    var steps: [Step] = []

    init(_ text: String) {
        for line in text.components(separatedBy: "\n").dropLast() {
            if line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), output: ""))
            } else if let last = steps.indices.last {
                if line.hasPrefix("> "), steps[last].output.isEmpty {
                    steps[last].command += "\n" + line.dropFirst(2)
                } else {
                    steps[last].output += line + "\n"
                }
            }
        }
    }

    /// True if the printed text matches the shown one.
    static func matches(shown: String, printed: String) -> Bool {
        var rest = printed.components(separatedBy: "\n").map(untimed)[...]
        var skips = false
        for line in shown.components(separatedBy: "\n").map(untimed) {
            if line == "…" {
                skips = true
                continue
            }
            if skips {
                guard let next = rest.firstIndex(where: { matches(line: line, $0) }) else { return false }
                rest = rest[next...]
            }
            skips = false
            guard let first = rest.first, matches(line: line, first) else { return false }
            rest.removeFirst()
        }
        return skips || rest.isEmpty
    }

    private static func matches(line shown: String, _ printed: String) -> Bool {
        let parts = shown.components(separatedBy: "…")
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return shown == printed }
        guard printed.hasPrefix(first) else { return false }
        var rest = printed.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.range(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    /// The line with all digits of dates and times replaced by 0.
    private static func untimed(_ line: String) -> String {
        line.replacing(/\d{4}-\d\d-\d\d/, with: "0000-00-00").replacing(/\d\d([-:])\d\d[-:]\d\d([.,]\d{3})?/) { match in
            "00\(match.1)00\(match.1)00\(match.2 == nil ? "" : ",000")"
        }
    }
}

import Foundation

/// A message of a program, parsed for the proposals in its help.
struct ToolMessage {
    /// The number of the argument in the excerpt, if any.
    var argument: Int?
    /// The text of the argument, and the range of its underlined characters.
    var text = ""
    var underlined: Range<Int> = 0..<0
    var head = ""
    var help = ""

    /// The messages in the output of a program.
    static func all(in errors: String) -> [ToolMessage] {
        var found: [ToolMessage] = []
        let lines = errors.components(separatedBy: "\n")
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("error: ") || line.contains(": error: ") || line.hasPrefix("warning: ")
                || line.contains(": warning: ")
            {
                found.append(ToolMessage(head: line))
            } else if let last = found.indices.last {
                if let match = line.firstMatch(of: /^  argument (?<number>\d+): (?<text>.*)$/) {
                    found[last].argument = Int(match.number)
                    found[last].text = String(match.text)
                    let lead = line.count - match.text.count
                    let carets = index + 1 < lines.count ? Array(lines[index + 1]) : []
                    let start = (carets.firstIndex(of: "^") ?? lead) - lead
                    let length = carets.dropFirst(start + lead).prefix { $0 == "^" || $0 == "~" }.count
                    found[last].underlined = max(0, start)..<max(0, start) + length
                } else if line.hasPrefix("  help: ") {
                    found[last].help = String(line.dropFirst(8))
                }
            }
        }
        return found
    }

    /// A proposal in the help of a message.
    enum Proposal: Equatable {
        /// Words for the command line.
        case words([String])
        /// A replacement for the underlined text.
        case part(String)
    }

    /// The proposals in the help, which are alternatives.
    var proposals: [Proposal] {
        var found: [Proposal] = []
        var run: [String] = []
        var needsValue = false
        func close() {
            if !run.isEmpty { found.append(.words(run)) }
            (run, needsValue) = ([], false)
        }
        var isNegated = false
        for word in ShellLine(help).words {
            var typed = word
            var isLast = false
            while let end = typed.last, ",;?.:".contains(end) {
                typed.removeLast()
                isLast = true
            }
            if needsValue {
                run.append(typed)
                needsValue = false
            } else if !isNegated, Self.isTyped(typed) {
                run.append(typed)
                needsValue = ShellLine.takesValue(typed)
            } else {
                close()
                if typed.hasPrefix("${"), typed.hasSuffix("}"), !typed.contains("…") { found.append(.part(typed)) }
            }
            if isLast { close() }
            isNegated = word == "without"
        }
        close()
        return found
    }

    private static func isTyped(_ word: String) -> Bool {
        if word.contains("…") || word.contains(": ") && !word.contains("=") { return false }
        if word.hasPrefix("--") { return word.count > 2 && word.dropFirst(2).allSatisfy { $0.isLetter || $0 == "-" } }
        let bare = word.filter { $0 != "'" && $0 != "\"" }
        let isQuoted = word.hasPrefix("'") || word.hasPrefix("\"")
        if bare.hasPrefix("~"), isQuoted { return bare.count > 1 }
        return bare.firstMatch(of: /^(\+\+?|~)?[A-Za-z_$][^ =(\[{]*(\[[^ \]]*\])?=/) != nil && !word.hasPrefix("{")
    }
}

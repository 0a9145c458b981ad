import Foundation
import Testing

/// Applies the proposal of a message to the command that caused it, keeping the program and its flags.
struct TypedBack {
    /// The command with the error.
    let line: ShellLine
    let message: ToolMessage

    /// The command corrected by a proposal.
    ///
    /// - Parameter filling: The texts for placeholders: `epochs=VALUE` → `epochs=3`.
    func corrected(by proposal: ToolMessage.Proposal, filling: [String: String] = [:]) -> String {
        var line = line
        switch proposal {
        case .part(let part):
            let text = Array(message.text)
            let range = message.underlined.clamped(to: 0..<text.count)
            let whole = String(text[..<range.lowerBound]) + (filling[part] ?? part) + String(text[range.upperBound...])
            line.replace(
                argument: message.argument ?? 0,
                with: ["'" + whole.replacingOccurrences(of: "'", with: "'\\''") + "'"])
        case .words(let words):
            let words = words.map { filling[$0] ?? $0 }
            let unknown = message.head.firstMatch(of: /unknown option '(?<flag>[^']*)'/).map { String($0.flag) }
            if let unknown { line.words.removeAll { $0 == unknown || $0.hasPrefix(unknown + "=") } }
            if words.first?.hasPrefix("--") == true {
                if message.head.contains("this is the name of"), let number = message.argument {
                    line.remove(argument: number)
                }
                line.set(flags: words)
            } else if let number = message.argument, !isAboutAnotherKey(words) {
                line.replace(argument: number, with: words)
            } else {
                line.words += words
            }
        }
        return line.text
    }

    /// True if the proposal gives another key a value: `a=${b}` needs `b=VALUE`.
    private func isAboutAnotherKey(_ words: [String]) -> Bool {
        guard message.help.hasSuffix("=VALUE"), !message.help.contains(" ") else { return false }
        return words.first?.prefix { $0 != "=" } != message.text.drop { "+~".contains($0) }.prefix { $0 != "=" }
    }
}

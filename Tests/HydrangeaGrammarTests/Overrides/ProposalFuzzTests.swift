import Foundation
import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Tests that the proposal of every error message is a valid argument after a shell has removed its quotes.
struct ProposalFuzzTests {
    private static let keys = ["a", "+a", "++a", "a.b", "a[0]", "a ", "a\\=b", "a:b", "-a", "--a", "db/x", ""]
    private static let pieces = [
        "1", "x y", "'", "\"", "(", ")", "[", "]", "{", "}", ",", ":", "=", "~", "~/x", "é", "#", ";", "$", "${b}",
        "\\",
        " ", "range(1,2", "choice(", "foo(1)", "(1,2)", "it's", "!", "|", "`", "*", "&", "\t", "%", "<", ">", "?",
    ]

    private static func arguments(_ count: Int) -> [String] {
        var random = SystemRandomNumberGenerator()
        return (0..<count).map { _ in
            let sign = Int.random(in: 0..<12, using: &random) == 0 ? "" : "="
            let value = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            return (keys.randomElement(using: &random) ?? "") + sign + value.joined()
        }
    }

    /// The word that a help proposes to type: the text after `write`, a colon, or `or`.
    private static func word(in help: String) -> String? {
        for lead in ["in a shell, write ", "in a shell, quote it: ", "for a list, write ", "leave it out: ", "write "] {
            guard let start = help.range(of: lead)?.upperBound else { continue }
            let rest = help[start...]
            guard rest.contains("="), !rest.contains("; "), !rest.contains("VALUE"), !rest.contains(" or ") else {
                return nil
            }
            return String(rest)
        }
        return nil
    }

    @Test func whatIsProposedForAnArgumentCanBeRead() throws {
        var proposals: [(argument: String, help: String, word: String)] = []
        for argument in Self.arguments(6000) {
            do { _ = try Override(parsing: argument, argument: 1) } catch {
                guard let help = error.diagnostics.first?.help, let word = Self.word(in: help) else { continue }
                proposals.append((argument, help, word))
            }
        }
        #expect(proposals.count > 300)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.environment = ["HOME": "/home/me"]
        let output = Pipe()
        process.standardOutput = output
        let script = FileManager.default.temporaryDirectory.appending(path: "proposals-\(UUID().uuidString).sh")
        defer { try? FileManager.default.removeItem(at: script) }
        try Data(proposals.map { "printf '%s\\036' \($0.word)\n" }.joined().utf8).write(to: script)
        process.arguments = [script.path]
        try process.run()
        let typed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .components(separatedBy: "\u{1E}").dropLast()
        process.waitUntilExit()
        #expect(typed.count == proposals.count)
        for (argument, proposal) in zip(typed, proposals) {
            #expect(throws: Never.self, "\(proposal.argument) → \(proposal.help)") {
                try Override(parsing: argument, argument: 1)
            }
        }
    }
}

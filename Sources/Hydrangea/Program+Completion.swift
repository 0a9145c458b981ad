import HydrangeaCompose
import HydrangeaDecode
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// `--shell-completion`: prints what makes a shell complete the command line, or what the shell asks for then.
    func complete(_ words: [String]) throws(ConfigError) {
        switch try CompletionRequest(words, program: invocation.programName) {
        case .print(let script): console.write(script)
        case .query(let separator):
            let query = try CompletionQuery(invocation.environment, .program)
            let found = query.candidates { tree(for: $0) }
            if !found.isEmpty { console.write(found.joined(separator: separator) + "\n") }
        }
    }

    /// The tree that a line is typed for; nil when its flags name none.
    private func tree(for words: [String]) -> CompletionTree? {
        let arguments = (try? AppArguments(reading: words)) ?? AppArguments(.plain(words.filter { !$0.hasPrefix("-") }))
        guard let setup = try? setup(arguments.compose, .notGiven) else { return nil }
        return CompletionTree(setup, arguments.compose)
    }
}

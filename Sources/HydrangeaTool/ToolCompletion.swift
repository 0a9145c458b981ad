import ArgumentParser
import Hydrangea

/// Completion of the tool's own command line: its subcommands, and the overrides of the config tree for those that
/// compose.
enum ToolCompletion {
    /// The subcommands with the flags and overrides of composing.
    private static let composing: [String: [AppFlag]] = [
        "compose": common, "why": common + [AppFlag("--tree"), AppFlag("--json")],
    ]
    private static let common =
        AppFlag.composing + AppFlag.environment
        + [
            AppFlag("--resolvers", takes: .one(of: ResolverOptions.Choices.allCases, "set")), AppFlag("--help", "-h"),
        ]

    static func run(_ words: [String], _ console: Console) throws {
        var invocation = Invocation.current()
        invocation.executable = nil
        switch try CompletionRequest(words, program: invocation.programName) {
        case .print(let script): try console.write(script)
        case .query(let separator):
            let found = candidates(try CompletionQuery(invocation.environment), invocation)
            if !found.isEmpty { try console.write(found.joined(separator: separator) + "\n") }
        }
    }

    private static func candidates(_ query: CompletionQuery, _ invocation: Invocation) -> [String] {
        guard let command = query.words.first else {
            return HydrangeaTool.configuration.subcommands.compactMap { $0.configuration.commandName }.filter {
                $0.hasPrefix(query.current)
            }.sorted()
        }
        guard let flags = composing[command] else { return FileCandidates.of(query.current) }
        return query.candidates(flags, skipping: 1) { words in
            let options =
                (try? AppArguments(reading: words, by: ComposeFlags.rows))?.compose
                ?? ComposeOptions(overrides: words.filter { !$0.hasPrefix("-") })
            guard
                let setup = try? Setup(
                    options, AppConfiguration(configName: nil, configPath: nil, environmentFiles: .none), invocation,
                    redactor: SharedRedactor(invocation))
            else { return nil }
            return CompletionTree(setup, options)
        }
    }
}

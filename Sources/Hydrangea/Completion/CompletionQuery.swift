import HydrangeaCompose
package import HydrangeaRun
package import HydrangeaTree

/// What a shell asks at a Tab press, and the answer.
package struct CompletionQuery {
    private let line: CompletionLine

    /// - Throws: when the shell has not told what is being typed.
    package init(_ environment: [String: String]) throws(ConfigError) {
        guard let text = environment["COMP_LINE"] else {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "what is being typed is not known: COMP_LINE is not set",
                    help: "shells ask this, by what install=SHELL prints"))
        }
        line = CompletionLine(text, cursor: environment["COMP_POINT"].flatMap { Int($0) })
    }

    /// The finished words behind the program.
    package var words: [String] { Array(line.words.dropFirst()) }
    package var current: String { line.current }

    /// The words that may stand at the cursor.
    ///
    /// - Parameters:
    ///   - flags: Those that may stand there.
    ///   - skipped: How many words stand before the flags: a subcommand.
    ///   - composing: What the words before it make of a config tree; called only when it matters.
    package func candidates(
        _ flags: [AppFlag], skipping skipped: Int = 0, composing: ([String]) -> CompletionTree?
    ) -> [String] {
        let words = Array(self.words.dropFirst(skipped))
        if let previous = words.last, words.dropLast().last != "--", let value = flags.value(behind: previous) {
            return candidates(value, current, words: words.dropLast(), composing)
        }
        if current.hasPrefix("-"), !words.contains("--") {
            guard let sign = current.firstIndex(of: "=") else {
                return flags.map(\.name).filter { $0.hasPrefix(current) }.sorted()
            }
            let name = current[..<sign]
            let typed = String(current[current.index(after: sign)...])
            return flags.value(behind: String(name)).map { value in
                candidates(value, typed, words: words[...], composing).map { "\(name)=\($0)" }
            } ?? []
        }
        if words.contains(where: { $0 == "-sc" || $0 == "--shell-completion" }) {
            return Shell.requests.filter { $0.hasPrefix(current) }.sorted()
        }
        return composing(words)?.overrides(before: words).candidates(for: current) ?? []
    }

    private func candidates(
        _ value: AppFlag.Value, _ typed: String, words: ArraySlice<String>,
        _ composing: ([String]) -> CompletionTree?
    ) -> [String] {
        switch value.kind {
        case .words(let all): return all.filter { $0.hasPrefix(typed) }
        case .path: return FileCandidates.of(typed)
        case .config: return composing(Array(words))?.primaryConfigs.filter { $0.hasPrefix(typed) } ?? []
        case .key: return composing(Array(words))?.overrides(before: Array(words)).keys(for: typed) ?? []
        }
    }
}

extension [AppFlag] {
    /// The value behind the flag of that name; nil when there is no such flag, or it has none.
    fileprivate func value(behind name: String) -> AppFlag.Value? {
        first { $0.name == name || $0.short == name }?.value
    }
}

/// The config tree that a command line is typed for.
package struct CompletionTree {
    private let setup: Setup
    private let options: ComposeOptions
    private let secrets: Secrets
    private let completing: (Composition) -> Composition
    private let declareSecrets: (Composition) -> Void
    private let choices: (ConfigPath) -> [String]

    package init(
        _ setup: Setup, _ options: ComposeOptions, secrets: Secrets = Secrets(.standard),
        choices: @escaping (ConfigPath) -> [String] = { _ in [] },
        completing: @escaping (Composition) -> Composition = { $0 },
        declareSecrets: @escaping (Composition) -> Void = { _ in }
    ) {
        self.setup = setup
        self.options = options
        self.secrets = secrets
        self.completing = completing
        self.declareSecrets = declareSecrets
        self.choices = choices
    }

    var primaryConfigs: [String] { setup.composer.sources.flatMap { $0.options(inGroup: "") }.sorted() }

    func overrides(before words: [String]) -> Completion {
        var composer = setup.composer
        // The program's own resolvers are not called: what they do takes as long as it takes.
        composer.resolvers = .standard
        return Completion(
            composer, setup.configName, overrides: options.overrides, secrets: secrets, choices: choices,
            completing: completing, declareSecrets: declareSecrets)
    }
}

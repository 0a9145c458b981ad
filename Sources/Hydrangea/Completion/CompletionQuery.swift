package import HydrangeaTree

/// A shell's request at a Tab press.
package struct CompletionQuery {
    private let line: CompletionLine

    /// - Throws: an error if the shell has not set `COMP_LINE`.
    package init(_ environment: [String: String]) throws(ConfigError) {
        guard let text = environment["COMP_LINE"] else {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "what is being typed is not known: COMP_LINE is not set",
                    help: "shells ask this, by what install=SHELL prints"))
        }
        line = CompletionLine(text, cursor: environment["COMP_POINT"].flatMap { Int($0) })
    }

    /// The words between the program and the current one.
    package var words: [String] { Array(line.words.dropFirst()) }
    package var current: String { line.current }

    /// The completions of the current word.
    ///
    /// - Parameters:
    ///   - flags: The flags that are allowed.
    ///   - skipped: The number of words of a subcommand, before the flags.
    ///   - composing: Makes the config tree of the given words; called only if it is needed.
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
    /// The value that the flag with this name takes, or nil if there is no such flag or it takes none.
    fileprivate func value(behind name: String) -> AppFlag.Value? {
        first { $0.name == name || $0.short == name }?.value
    }
}

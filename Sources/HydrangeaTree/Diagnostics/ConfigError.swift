/// Everything that is wrong with a config, in one error.
public struct ConfigError: Error, Hashable, Sendable {
    /// The mistakes; there is at least one.
    public private(set) var diagnostics: [Diagnostic]

    /// Makes an error of one or more mistakes.
    public init(_ first: Diagnostic, _ others: [Diagnostic] = []) { diagnostics = [first] + others }

    /// Makes an error of all that was found, or nil when nothing was.
    public init?(_ diagnostics: [Diagnostic]) {
        if diagnostics.isEmpty { return nil }
        self.diagnostics = diagnostics
    }

    /// The error with one more note on each diagnostic.
    package func noting(_ note: String) -> ConfigError { changingEach { $0.notes.append(note) } }

    /// The error with the reason why its config was chosen, on each diagnostic that has none yet.
    package func chosen(by reason: Origin?) -> ConfigError { changingEach { $0.reason = $0.reason ?? reason } }

    /// The error with one more context on each diagnostic: `job 3: lr=0.1`.
    package func found(in context: String) -> ConfigError { changingEach { $0.context.append(context) } }

    private func changingEach(_ change: (inout Diagnostic) -> Void) -> ConfigError {
        var copy = self
        for index in copy.diagnostics.indices { change(&copy.diagnostics[index]) }
        return copy
    }
}

extension ConfigError: CustomStringConvertible {
    public var description: String { DiagnosticRenderer().render(self) }
}

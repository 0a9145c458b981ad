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

    /// The same error with one more note on each diagnostic, such as how the place was reached.
    package func noting(_ note: String) -> ConfigError {
        var copy = self
        for index in copy.diagnostics.indices { copy.diagnostics[index].notes.append(note) }
        return copy
    }
}

extension ConfigError: CustomStringConvertible {
    public var description: String { DiagnosticRenderer().render(self) }
}

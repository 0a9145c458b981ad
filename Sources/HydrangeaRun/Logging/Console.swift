package import HydrangeaCompose
import HydrangeaFiles
import HydrangeaPlatform
package import HydrangeaTree

/// The standard output for results, and the standard error for messages.
package struct Console: Sendable {
    private let renderer: DiagnosticRenderer
    private let redactor: SharedRedactor

    /// Messages have colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    package init(environment: [String: String], redactor: SharedRedactor) {
        self.redactor = redactor
        let isWanted = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        renderer = DiagnosticRenderer(colors: isWanted && isatty(STDERR_FILENO) == 1)
    }

    /// Writes a result to the standard output. The caller has redacted the secrets at their paths. Here, texts that can
    /// only be a secret are redacted too, and on a terminal control characters are made harmless.
    ///
    /// - Throws: if the output cannot be written, for example to a full disk.
    package func write(_ text: String) throws(ConfigError) {
        fflush(nil)
        let shown = redactor.current.redactUnmistakable(text)
        let bytes = Array((isatty(STDOUT_FILENO) == 1 ? shown.harmless : shown).utf8)
        guard let failure = PosixFile.append(bytes, to: STDOUT_FILENO) else { return }
        throw ConfigError(Diagnostic(.file, "the output cannot be written: \(failure.reason)"))
    }

    /// Writes a result from which no secret has been taken yet.
    package func write(redacting text: String) throws(ConfigError) { try write(redactor.current.redact(text)) }

    /// Writes a job's overrides as one line of JSON, for `--dry-run`.
    package func write(job overrides: [String]) throws(ConfigError) { try write(line(ofJob: overrides)) }

    private func line(ofJob overrides: [String]) -> String {
        let redactor = redactor.current
        let shown = overrides.map { ConfigNode(.string(redactor.redact(argument: $0))) }
        return JSONText.line(ConfigNode(.sequence(shown))) + "\n"
    }

    /// Writes the jobs of a multirun, one line each. The text is written in chunks, so that a large sweep does not fill
    /// the memory.
    package func write(jobsOf multirun: Multirun) throws(ConfigError) {
        var text = ""
        for job in multirun.printedJobs {
            text += line(ofJob: job)
            guard text.utf8.count > 1 << 16 else { continue }
            try write(text)
            text = ""
        }
        try write(text)
    }

    /// Writes an error to the standard error, without secrets.
    package func report(_ error: any Error) {
        let error = (error as? ConfigError) ?? ConfigError(Diagnostic(.run, "\(error)"))
        note(renderer.render(redactor.current.redact(error)))
    }

    /// Writes warnings to the standard error, without secrets.
    package func warn(_ diagnostics: [Diagnostic]) {
        for diagnostic in redactor.current.redact(diagnostics) { note(renderer.render(warning: diagnostic)) }
    }

    private func note(_ text: String) {
        fflush(nil)
        _ = PosixFile.append(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}

package import HydrangeaCompose
import HydrangeaFiles
import HydrangeaPlatform
import HydrangeaRun
import HydrangeaTree

/// The standard output for results, and the standard error for messages.
package struct Console: Sendable {
    private let renderer: DiagnosticRenderer
    private let secrets: Secrets

    /// Messages have colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    package init(environment: [String: String], secrets: Secrets = .none) {
        self.secrets = secrets
        let isWanted = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        renderer = DiagnosticRenderer(colors: isWanted && isatty(STDERR_FILENO) == 1)
    }

    /// Writes a result to the standard output. The caller has redacted the secrets at their paths. Here, texts that can
    /// only be a secret are redacted too, and on a terminal control characters are made harmless.
    ///
    /// - Throws: if the output cannot be written, for example to a full disk.
    package func write(_ text: String) throws(ConfigError) {
        fflush(nil)
        let shown = secrets.redactUnmistakable(text)
        let bytes = Array((isatty(STDOUT_FILENO) == 1 ? shown.harmless : shown).utf8)
        guard let failure = PosixFile.append(bytes, to: STDOUT_FILENO) else { return }
        throw ConfigError(Diagnostic(.file, "the output cannot be written: \(failure.reason)"))
    }

    /// Writes the jobs of a multirun, one line each. The text is written in chunks, so that a large sweep does not fill
    /// the memory.
    package func write(jobsOf multirun: Multirun) throws(ConfigError) {
        var text = ""
        for job in multirun.printedJobs {
            text += jobLine(job.map(secrets.redact(argument:)))
            guard text.utf8.count > 1 << 16 else { continue }
            try write(text)
            text = ""
        }
        try write(text)
    }

    /// Writes an error to the standard error, without secrets.
    package func report(_ error: any Error) {
        let error = (error as? ConfigError) ?? ConfigError(Diagnostic(.run, "\(error)"))
        note(renderer.render(secrets.redact(error)))
    }

    /// Writes warnings to the standard error, without secrets.
    package func warn(_ diagnostics: [Diagnostic]) {
        for diagnostic in secrets.redact(diagnostics) { note(renderer.render(warning: diagnostic)) }
    }

    private func note(_ text: String) {
        fflush(nil)
        _ = PosixFile.append(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}

/// The overrides of a job as one line of JSON, for `--dry-run`.
package func jobLine(_ overrides: [String]) -> String {
    JSONText.line(ConfigNode(.sequence(overrides.map { ConfigNode(.string($0)) }))) + "\n"
}

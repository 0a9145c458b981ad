package import HydrangeaCompose
import HydrangeaFiles
import HydrangeaRun
import HydrangeaTree

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The two streams that a person or another program reads.
package struct Console: Sendable {
    private let renderer: DiagnosticRenderer
    private let secrets: Secrets

    /// Colours are for terminals, and only where `NO_COLOR` is not set.
    package init(environment: [String: String], secrets: Secrets = .none) {
        self.secrets = secrets
        let isWanted = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        renderer = DiagnosticRenderer(colors: isWanted && isatty(STDERR_FILENO) == 1)
    }

    /// Writes a result to the standard output. It is without secrets already; what can be nothing else is left out
    /// here too.
    package func write(_ text: String) {
        fflush(nil)
        _ = PosixFile.append(Array(secrets.redactUnmistakable(text).utf8), to: STDOUT_FILENO)
    }

    /// Writes the jobs of a multirun, a line each: piece by piece, so that it does not matter how many there are.
    package func write(jobsOf multirun: Multirun) {
        var text = ""
        for job in multirun.printedJobs {
            text += jobLine(job.map(secrets.redact(argument:)))
            guard text.utf8.count > 1 << 16 else { continue }
            write(text)
            text = ""
        }
        write(text)
    }

    /// Writes what is wrong to the standard error, without any secret.
    package func report(_ error: any Error) {
        let error = (error as? ConfigError) ?? ConfigError(Diagnostic(.run, "\(error)"))
        note(renderer.render(secrets.redact(error)))
    }

    /// Writes what is worth knowing, but no mistake, to the standard error.
    package func warn(_ diagnostics: [Diagnostic]) {
        for diagnostic in secrets.redact(diagnostics) { note(renderer.render(warning: diagnostic)) }
    }

    private func note(_ text: String) {
        fflush(nil)
        _ = PosixFile.append(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}

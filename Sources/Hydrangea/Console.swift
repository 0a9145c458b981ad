package import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The two streams that a person or another program reads.
package struct Console: Sendable {
    private let renderer: DiagnosticRenderer

    /// Colours are for terminals, and only where `NO_COLOR` is not set.
    package init(environment: [String: String]) {
        let isWanted = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        renderer = DiagnosticRenderer(colors: isWanted && isatty(STDERR_FILENO) == 1)
    }

    /// Writes a result to the standard output.
    package func write(_ text: String) {
        fflush(nil)
        _ = PosixFile.append(Array(text.utf8), to: STDOUT_FILENO)
    }

    /// Writes the jobs of a multirun, a line each: piece by piece, so that it does not matter how many there are.
    package func write(jobsOf multirun: Multirun) {
        var text = ""
        for job in multirun.printedJobs {
            text += jobLine(job)
            guard text.utf8.count > 1 << 16 else { continue }
            write(text)
            text = ""
        }
        write(text)
    }

    /// Writes what is wrong to the standard error.
    package func report(_ error: any Error) {
        let text = (error as? ConfigError).map(renderer.render) ?? renderer.render(Diagnostic(.run, "\(error)"))
        note(text)
    }

    /// Writes what is worth knowing, but no mistake, to the standard error.
    package func warn(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { note(renderer.render(warning: diagnostic)) }
    }

    private func note(_ text: String) {
        fflush(nil)
        _ = PosixFile.append(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}

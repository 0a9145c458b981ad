import HydrangeaPlatform
import Synchronization

/// Closes the records of running jobs if the program calls `exit()`.
///
/// `atexit` passes no argument to its handler, so the runs are kept in a global.
enum ExitWatch {
    private struct State {
        var runs: [Run] = []
        var isRegistered = false
    }

    private static let state = Mutex(State())

    static func begin(_ run: Run) {
        state.withLock { state in
            state.runs.append(run)
            if state.isRegistered { return }
            state.isRegistered = true
            #if canImport(Glibc)
            on_exit({ status, _ in ExitWatch.close(Int(status & 0xFF)) }, nil)
            #else
            atexit { ExitWatch.close(nil) }
            #endif
        }
    }

    static func end(_ run: Run) { state.withLock { $0.runs.removeAll { $0 === run } } }

    /// - Parameter status: The exit status, if the system passes it.
    private static func close(_ status: Int?) {
        for run in state.withLock({ $0.runs }).reversed() {
            let words = status.map { "exit(\($0))" } ?? "exit()"
            run.closeAtExit(
                error: status == 0 ? nil : "the program ended itself with \(words) before its task was over",
                exitStatus: status)
        }
    }
}

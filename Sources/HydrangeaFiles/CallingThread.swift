import Dispatch
import Synchronization

/// Runs asynchronous code to its end on the calling thread.
///
/// `CallingThread` is for the thread that handles a signal. All threads of the cooperative pool may be busy with the
/// job that the signal ends, so a task that waits for one of them might never start.
package final class CallingThread: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isFinished = false
    }

    private let state = Mutex(State())
    /// Counts the jobs that were added, and the end of `body`.
    private let changes = DispatchSemaphore(value: 0)

    private init() {}

    /// Blocks this thread until `body` has returned.
    package static func run(_ body: @escaping @Sendable () async -> Void) {
        let thread = CallingThread()
        Task(executorPreference: thread) {
            await body()
            thread.finish()
        }
        thread.work()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        changes.signal()
    }

    private func finish() {
        state.withLock { $0.isFinished = true }
        changes.signal()
    }

    private func work() {
        while true {
            changes.wait()
            let (job, isFinished) = state.withLock { state in
                (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isFinished)
            }
            if let job { job.runSynchronously(on: asUnownedTaskExecutor()) } else if isFinished { return }
        }
    }
}

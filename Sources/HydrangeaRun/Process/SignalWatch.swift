import HydrangeaFiles
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Sees to it that what a signal ends can still say so.
///
/// The handler itself does next to nothing, since nearly nothing is allowed there: it passes the signal's number
/// through a pipe to a thread that calls what is registered. Then the process ends by that signal, so that a shell sees
/// 128 and its number.
///
/// Signals belong to the process, so there is one watch for all of it. Where somebody else handles a signal, or it is
/// ignored (as `nohup` has it), it is left alone; handlers do not pass to programs that a job starts. A second signal
/// of the same kind ends the process at once, unless it comes so soon that one wish was told twice: `timeout` and batch
/// systems tell a process and its group.
package enum SignalWatch {
    /// Signals that ask a process to end.
    static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU]
    /// Signals that a process gets for what it did.
    package static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP]

    package typealias Body = @Sendable (_ signal: Int32) -> Void

    private struct State {
        var bodies: [(id: Int, body: Body)] = []
        var nextID = 0
        var isRunning = false
        var taken: [Int32] = []
    }

    private static let state = Mutex(State())

    /// Calls `body` on another thread when a signal ends the process; stops when ``end(_:)`` is called with what this
    /// gives.
    package static func begin(_ body: @escaping Body) -> Int {
        state.withLock { state in
            if !state.isRunning { state.isRunning = start() }
            if state.isRunning, state.bodies.isEmpty { state.taken = takeOver() }
            state.nextID += 1
            state.bodies.append((state.nextID, body))
            return state.nextID
        }
    }

    package static func end(_ id: Int) {
        state.withLock { state in
            state.bodies.removeAll { $0.id == id }
            guard state.bodies.isEmpty else { return }
            for number in state.taken { giveBack(number) }
            state.taken = []
        }
    }

    /// The name that people know a signal by.
    package static func name(of signal: Int32) -> String {
        let names: [Int32: String] = [
            SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU",
            SIGABRT: "SIGABRT", SIGBUS: "SIGBUS",
            SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGSEGV: "SIGSEGV", SIGSYS: "SIGSYS", SIGTRAP: "SIGTRAP",
            SIGKILL: "SIGKILL",
        ]
        return names[signal] ?? "signal \(signal)"
    }

    // MARK: Handlers

    private static func takeOver() -> [Int32] {
        (endings + crashes).filter { number in
            let isCrash = crashes.contains(number)
            guard sigaction(number, nil, pipes.earlier + Int(number)) == 0 else { return false }
            // What prints a crash's backtrace is called after us; anybody else's wish to handle a signal counts more
            // than ours.
            guard isCrash || isDefault(pipes.earlier[Int(number)]) else { return false }
            var action = sigaction()
            set(isCrash ? onCrash : onEnding, in: &action)
            action.sa_flags |= isCrash ? 0 : SA_RESTART
            return sigaction(number, &action, nil) == 0
        }
    }

    private static func giveBack(_ number: Int32) {
        var current = sigaction()
        guard sigaction(number, nil, &current) == 0, isOurs(current) else { return }
        sigaction(number, pipes.earlier + Int(number), nil)
    }

    // MARK: The thread

    private static func start() -> Bool {
        guard pipes.isOpen else { return false }
        return SystemThread.start {
            while true {
                var number: UInt8 = 0
                let got = systemRead(pipes.signals.reading, &number, 1)
                if got == 1 { handle(Int32(number)) } else if got == 0 || errno != EINTR { return }
            }
        }
    }

    private static func handle(_ number: Int32) {
        let bodies = state.withLock { $0.bodies.map(\.body) }
        for body in bodies.reversed() { body(number) }
        if crashes.contains(number) {
            var acknowledgement: UInt8 = 1
            _ = systemWrite(pipes.answers.writing, &acknowledgement, 1)
            return
        }
        var action = sigaction()
        setDefault(in: &action)
        sigaction(number, &action, nil)
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, number)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
        kill(getpid(), number)
    }
}

// MARK: - What the handlers use

/// Descriptors and memory that are made before the first handler is set, because a handler may not make any.
private struct Pipes: @unchecked Sendable {
    let signals: (reading: Int32, writing: Int32)
    let answers: (reading: Int32, writing: Int32)
    /// The actions before ours, by the signals' numbers. It is only written while no signal can come to us.
    let earlier: UnsafeMutablePointer<sigaction>
    /// When each ending signal came first, in milliseconds of the clock that only goes forward; 0 before.
    let firstTimes: UnsafeMutablePointer<Int>

    var isOpen: Bool { signals.reading >= 0 && answers.reading >= 0 }

    init() {
        signals = Self.pair()
        answers = Self.pair()
        earlier = .allocate(capacity: 128)
        earlier.initialize(repeating: sigaction(), count: 128)
        firstTimes = .allocate(capacity: 128)
        firstTimes.initialize(repeating: 0, count: 128)
    }

    private static func pair() -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

private let pipes = Pipes()

private let onEnding: @convention(c) (Int32) -> Void = { number in
    let before = errno
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    let first = pipes.firstTimes[Int(number)]
    if first == 0 {
        pipes.firstTimes[Int(number)] = now
    } else if now - first > 500 {
        var action = sigaction()
        setDefault(in: &action)
        sigaction(number, &action, nil)
        raise(number)
    }
    var byte = UInt8(truncatingIfNeeded: number)
    _ = systemWrite(pipes.signals.writing, &byte, 1)
    errno = before
}

/// Waits until the record is written, but not for long: what has crashed may hold a lock that writing needs. Then the
/// earlier action has its turn.
private let onCrash: @convention(c) (Int32) -> Void = { number in
    let before = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = systemWrite(pipes.signals.writing, &byte, 1)
    var answer = pollfd(fd: pipes.answers.reading, events: Int16(POLLIN), revents: 0)
    while poll(&answer, 1, 2000) < 0, errno == EINTR {}
    sigaction(number, pipes.earlier + Int(number), nil)
    raise(number)
    errno = before
}

#if canImport(Glibc)
private func set(_ handler: @escaping @convention(c) (Int32) -> Void, in action: inout sigaction) {
    action.__sigaction_handler.sa_handler = handler
}
private func setDefault(in action: inout sigaction) { action.__sigaction_handler.sa_handler = SIG_DFL }
private func address(of action: sigaction) -> Int { unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) }
#else
private func set(_ handler: @escaping @convention(c) (Int32) -> Void, in action: inout sigaction) {
    action.__sigaction_u.__sa_handler = handler
}
private func setDefault(in action: inout sigaction) { action.__sigaction_u.__sa_handler = SIG_DFL }
private func address(of action: sigaction) -> Int { unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) }
#endif

private func isDefault(_ action: sigaction) -> Bool { address(of: action) == 0 }
private func isOurs(_ action: sigaction) -> Bool {
    [onEnding, onCrash].contains { address(of: action) == unsafeBitCast($0, to: Int.self) }
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, buffer, count)
}
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int { write(file, buffer, count) }

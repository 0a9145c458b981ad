import HydrangeaFiles
import HydrangeaPlatform
import Synchronization

/// `SignalWatch` calls registered functions if a signal ends the process, for example to close the record of a run.
///
/// - The signal handler only writes the signal's number to a pipe, because few functions are safe in a handler. A
///   thread reads the pipe, calls the registered functions, and ends the process by the same signal. So a shell sees
///   the status 128 plus the signal's number.
/// - Signals belong to the process, so `SignalWatch` has global state. A signal that is ignored (as by `nohup`) or
///   handled by other code keeps its action. Programs that a job starts do not inherit the handlers.
/// - A second signal calls only the functions registered with `isLast` and ends the process. A third one ends it at
///   once. Signals within half a second of the first one are ignored, because `timeout` and batch systems signal both a
///   process and its process group.
/// - `SIGPIPE` does not end a run: closing the output (`train | head`) is no reason to stop training. Writing then
///   fails with `EPIPE`, as in Python.
package enum SignalWatch {
    /// The signals that ask a process to end, or end it by default. Example: Slurm's `--signal=USR1@90`.
    static let endings: [Int32] = {
        var signals = [
            SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU, SIGXFSZ, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
        ]
        #if canImport(Glibc)
        signals += [SIGPOLL, SIGSTKFLT, SIGPWR] + Array(realTime)
        #endif
        return signals
    }()
    #if canImport(Glibc)
    /// The real-time signals that the C library does not use itself.
    private static let realTime = __libc_current_sigrtmin()...max(__libc_current_sigrtmax(), __libc_current_sigrtmin())
    #endif
    /// The signals for errors of the process itself, such as an invalid memory access.
    package static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP]

    package typealias Body = @Sendable (_ signal: Int32) -> Void

    private struct State {
        var bodies: [(id: Int, isLast: Bool, body: Body)] = []
        var nextID = 0
        var isRunning = false
        var taken: [Int32] = []
    }

    private static let state = Mutex(State())

    /// Calls `body` on another thread if a signal ends the process, until ``end(_:)`` is called with the returned
    /// identifier.
    ///
    /// - Parameter isLast: True if a second signal also waits for `body`, because it closes a record.
    package static func begin(isLast: Bool = false, _ body: @escaping Body) -> Int {
        state.withLock { state in
            if !state.isRunning { state.isRunning = start() }
            if state.isRunning, state.bodies.isEmpty { state.taken = takeOver() }
            state.nextID += 1
            state.bodies.append((state.nextID, isLast, body))
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

    /// The usual name of a signal: `SIGTERM`.
    package static func name(of signal: Int32) -> String {
        if let name = names[signal] { return name }
        #if canImport(Glibc)
        if realTime.contains(signal) {
            let number = signal - realTime.lowerBound
            return number == 0 ? "SIGRTMIN" : "SIGRTMIN+\(number)"
        }
        #endif
        return "signal \(signal)"
    }

    private static let names: [Int32: String] = {
        var names = [
            SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU",
            SIGXFSZ: "SIGXFSZ", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2", SIGALRM: "SIGALRM", SIGVTALRM: "SIGVTALRM",
            SIGPROF: "SIGPROF", SIGPIPE: "SIGPIPE", SIGKILL: "SIGKILL", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS",
            SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGSEGV: "SIGSEGV", SIGSYS: "SIGSYS", SIGTRAP: "SIGTRAP",
        ]
        #if canImport(Glibc)
        names[SIGPOLL] = "SIGPOLL"
        names[SIGSTKFLT] = "SIGSTKFLT"
        names[SIGPWR] = "SIGPWR"
        #endif
        return names
    }()

    // MARK: Handlers

    private static func takeOver() -> [Int32] {
        outlivePipes()
        return (endings + crashes).filter { number in
            let isCrash = crashes.contains(number)
            guard sigaction(number, nil, pipes.earlier + Int(number)) == 0 else { return false }
            // `onCrash` passes the signal on to the earlier action, such as Swift's backtrace. Other signals that
            // somebody else handles are left to them.
            guard isCrash || isDefault(pipes.earlier[Int(number)]) else { return false }
            var action = sigaction()
            set(isCrash ? onCrash : onEnding, in: &action)
            // A stack overflow leaves no space on the thread's own stack for the handler.
            action.sa_flags |= isCrash ? SA_ONSTACK : SA_RESTART
            return sigaction(number, &action, nil) == 0
        }
    }

    /// Sets an empty `SIGPIPE` handler for the rest of the process, since buffered output is written at its end.
    /// Programs that a job starts would inherit an ignored signal, but they do not inherit a handler.
    private static func outlivePipes() {
        var action = sigaction()
        guard sigaction(SIGPIPE, nil, &action) == 0, isDefault(action) else { return }
        set(onClosedPipe, in: &action)
        action.sa_flags |= SA_RESTART
        sigaction(SIGPIPE, &action, nil)
    }

    private static func giveBack(_ number: Int32) {
        var current = sigaction()
        guard sigaction(number, nil, &current) == 0, isOurs(current) else { return }
        sigaction(number, pipes.earlier + Int(number), nil)
    }

    /// Calls `sigaltstack` for the calling thread if it has no signal stack, so that its stack overflows are recorded
    /// as crashes. The memory is kept until the thread ends.
    ///
    /// Each thread needs its own signal stack. Stack overflows on other threads of a job end the process without a
    /// message, as in any Swift program, and the run's status becomes ``RunRecord/Facts/Status/lost``.
    static func guardStack() {
        var current = stack_t()
        guard sigaltstack(nil, &current) == 0, Int32(current.ss_flags) & Int32(SS_DISABLE) != 0 else { return }
        let size = 256 << 10
        guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), memory != MAP_FAILED
        else { return }
        var stack = stack_t()
        stack.ss_sp = memory
        stack.ss_size = size
        sigaltstack(&stack, nil)
    }

    // MARK: The thread

    private static func start() -> Bool {
        guard pipes.isOpen else { return false }
        return SystemThread.start {
            var isEnding = false
            while true {
                var number: UInt8 = 0
                let got = systemRead(pipes.signals.reading, &number, 1)
                guard got == 1 else {
                    if got < 0, errno == EINTR { continue }
                    return
                }
                let signal = Int32(number)
                if crashes.contains(signal) {
                    tell(signal)
                    var acknowledgement: UInt8 = 1
                    _ = systemWrite(pipes.answers.writing, &acknowledgement, 1)
                } else if isEnding {
                    tell(signal, onlyLast: true)
                    endProcess(by: signal)
                } else {
                    isEnding = true
                    // The functions may take long. Meanwhile this thread waits for a second signal.
                    let work: @Sendable () -> Void = {
                        tell(signal)
                        endProcess(by: signal)
                    }
                    if !SystemThread.start(work) { work() }
                }
            }
        }
    }

    private static func tell(_ signal: Int32, onlyLast: Bool = false) {
        let bodies = state.withLock { $0.bodies }
        for (_, isLast, body) in bodies.reversed() where isLast || !onlyLast { body(signal) }
    }

    private static func endProcess(by number: Int32) {
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

// MARK: - State of the handlers

/// Pipes and memory for the handlers, allocated before the first handler is set, because handlers must not allocate.
private struct Pipes: @unchecked Sendable {
    let signals: (reading: Int32, writing: Int32)
    let answers: (reading: Int32, writing: Int32)
    /// The previous actions by signal number. They are written only while our handlers are not set.
    let earlier: UnsafeMutablePointer<sigaction>
    /// The time of the first ending signal, in milliseconds of the monotonic clock or 0, and the number of later ones.
    let wishes: UnsafeMutablePointer<(first: Int, later: Int)>

    var isOpen: Bool { signals.reading >= 0 && answers.reading >= 0 }

    init() {
        signals = Self.pair()
        answers = Self.pair()
        earlier = .allocate(capacity: 128)
        earlier.initialize(repeating: sigaction(), count: 128)
        wishes = .allocate(capacity: 1)
        wishes.initialize(to: (0, 0))
    }

    private static func pair() -> (reading: Int32, writing: Int32) { PosixFile.pipe() ?? (-1, -1) }
}

private let pipes = Pipes()

private let onEnding: @convention(c) (Int32) -> Void = { number in
    let before = errno
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    let first = pipes.wishes.pointee.first
    if first == 0 {
        pipes.wishes.pointee.first = now
    } else if now - first > 500 {
        pipes.wishes.pointee.later += 1
        if pipes.wishes.pointee.later > 1 {
            var action = sigaction()
            setDefault(in: &action)
            sigaction(number, &action, nil)
            raise(number)
        }
    } else {
        errno = before
        return
    }
    var byte = UInt8(truncatingIfNeeded: number)
    _ = systemWrite(pipes.signals.writing, &byte, 1)
    errno = before
}

private let onClosedPipe: @convention(c) (Int32) -> Void = { _ in }

/// Waits for the `answers` pipe until the record is written, then restores and triggers the previous action. The wait
/// is limited, because the crashed thread may hold a lock that writing needs.
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
#elseif canImport(Musl)
private func set(_ handler: @escaping @convention(c) (Int32) -> Void, in action: inout sigaction) {
    action.__sa_handler.sa_handler = handler
}
private func setDefault(in action: inout sigaction) { action.__sa_handler.sa_handler = SIG_DFL }
private func address(of action: sigaction) -> Int { unsafeBitCast(action.__sa_handler.sa_handler, to: Int.self) }
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

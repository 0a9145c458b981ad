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
/// ignored (as `nohup` has it), it is left alone; handlers do not pass to programs that a job starts.
///
/// A second signal that asks for the end calls only what must happen in any case, and ends the process; a third one ends
/// it at once. A signal that comes within half a second of the first one is the same wish told twice: `timeout` and
/// batch systems tell a process and its group.
///
/// `SIGPIPE` does not end a run: a screen that was closed (`train | head`) is no reason to stop. What writes there gets
/// the error `EPIPE`, as in Python.
package enum SignalWatch {
    /// Signals that ask a process to end, or that end it unless it says otherwise: Slurm's `--signal=USR1@90` is one.
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
    /// The signals without a meaning of their own. The C library keeps those below for itself.
    private static let realTime = __libc_current_sigrtmin()...max(__libc_current_sigrtmax(), __libc_current_sigrtmin())
    #endif
    /// Signals that a process gets for what it did.
    package static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP]

    package typealias Body = @Sendable (_ signal: Int32) -> Void

    private struct State {
        var bodies: [(id: Int, isLast: Bool, body: Body)] = []
        var nextID = 0
        var isRunning = false
        var taken: [Int32] = []
    }

    private static let state = Mutex(State())

    /// Calls `body` on another thread when a signal ends the process; stops when ``end(_:)`` is called with what this
    /// gives.
    ///
    /// - Parameter isLast: Whether it must happen in any case, also at a second signal, while the other bodies hang.
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

    /// The name that people know a signal by.
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
            // What prints a crash's backtrace is called after us; anybody else's wish to handle a signal counts more
            // than ours.
            guard isCrash || isDefault(pipes.earlier[Int(number)]) else { return false }
            var action = sigaction()
            set(isCrash ? onCrash : onEnding, in: &action)
            // A thread whose stack is full needs another one to say so.
            action.sa_flags |= isCrash ? SA_ONSTACK : SA_RESTART
            return sigaction(number, &action, nil) == 0
        }
    }

    /// Handles `SIGPIPE` by doing nothing, for the rest of the process: what is printed last is written when it ends.
    /// Programs that a job starts would inherit a signal that is ignored, but no handler.
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

    /// Gives the calling thread a stack for the handlers of crashes, if it has none: then a stack overflow on this
    /// thread is recorded as a crash. It is the thread's until it ends.
    ///
    /// Each thread needs its own. What a job does on other threads than that on which it begins overflows without a
    /// word, as in any Swift program; its run is found to be lost.
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
                    // What is told may take long, and this thread waits for a second signal meanwhile.
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

// MARK: - What the handlers use

/// Descriptors and memory that are made before the first handler is set, because a handler may not make any.
private struct Pipes: @unchecked Sendable {
    let signals: (reading: Int32, writing: Int32)
    let answers: (reading: Int32, writing: Int32)
    /// The actions before ours, by the signals' numbers. It is only written while no signal can come to us.
    let earlier: UnsafeMutablePointer<sigaction>
    /// When a signal first asked for the end, in milliseconds of the clock that only goes forward, and how many asked
    /// since; 0 before.
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

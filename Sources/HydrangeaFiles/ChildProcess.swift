import CPosix
import HydrangeaPlatform

/// Runs a short command for its output, such as `git` or `nvidia-smi`.
///
/// The command is started without a shell, so nothing needs quotes. The calling thread waits for it.
package struct ChildProcess: Sendable {
    /// The absolute path of the program.
    private let program: String
    private let arguments: [String]
    private let environment: [String: String]

    package struct Output: Sendable {
        /// The bytes that the command has written to its standard output.
        package var bytes: [UInt8]
        /// The exit status; nil when a signal ended the command.
        package var status: Int32?
        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Looks for the program on the environment's `PATH`; nil if it is not there.
    package init?(_ name: String, _ arguments: [String], environment: [String: String]) {
        guard let program = Self.find(name, in: environment) else { return nil }
        self.init(program: program, arguments: [name] + arguments, environment: environment)
    }

    private static func find(_ name: String, in environment: [String: String]) -> String? {
        for directory in environment["PATH", default: "/usr/bin:/bin"].split(separator: ":") {
            let path = FilePath.join(String(directory), name)
            if access(path, X_OK) == 0, PosixFile.isFile(path) { return path }
        }
        return nil
    }

    /// Runs the command to its end. Nil if it cannot be started, or has not ended within the time.
    package func output(within seconds: Double) -> Output? {
        let deadline = Self.now() + seconds
        guard let ends = PosixFile.pipe() else { return nil }
        defer { close(ends.reading) }
        let process = spawn { actions in
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, ends.writing, STDOUT_FILENO)
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        close(ends.writing)
        guard let process else { return nil }
        guard let bytes = Self.read(ends.reading, until: deadline), let status = Self.wait(process, until: deadline)
        else {
            kill(process, SIGKILL)
            // A process that waits for a hanging disk ignores even SIGKILL, so this wait has a limit.
            _ = Self.wait(process, until: Self.now() + 1)
            return nil
        }
        return Output(bytes: bytes, status: status & 0x7F == 0 ? (status >> 8) & 0xFF : nil)
    }

    /// Waits for the end of a process that has closed its output, and returns its status; nil after the deadline.
    private static func wait(_ process: pid_t, until deadline: Double) -> Int32? {
        var status: Int32 = 0
        var pause: UInt32 = 100
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { return status }
            if ended < 0, errno != EINTR { return nil }
            if now() >= deadline { return nil }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }

    /// Runs a program to its end, with this process's streams except the standard output.
    ///
    /// Returns the program's exit status, 128 + N if signal N ended it, or nil if it cannot be started.
    package static func execute(
        _ program: String, _ arguments: [String], in directory: String, environment: [String: String],
        outputTo output: Int32
    ) -> Int32? {
        let process = ChildProcess(program: program, arguments: [program] + arguments, environment: environment)
        let started = process.spawn { actions in
            posix_spawn_file_actions_addchdir_np(&actions, directory)
            if output != STDOUT_FILENO { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        }
        guard let started else { return nil }
        var status: Int32 = 0
        while waitpid(started, &status, 0) < 0 { if errno != EINTR { return nil } }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    private init(program: String, arguments: [String], environment: [String: String]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    #if canImport(Darwin)
    private typealias Actions = posix_spawn_file_actions_t?
    private static let noActions: Actions = nil
    #else
    private typealias Actions = posix_spawn_file_actions_t
    private static var noActions: Actions { posix_spawn_file_actions_t() }
    #endif

    private func spawn(_ prepare: (inout Actions) -> Void) -> pid_t? {
        var actions = Self.noActions
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        prepare(&actions)
        let texts = (arguments + environment.map { "\($0.key)=\($0.value)" }).map { strdup($0) }
        defer { for text in texts { free(text) } }
        var argv = Array(texts.prefix(arguments.count)) + [nil]
        var envp = Array(texts.dropFirst(arguments.count)) + [nil]
        var process = pid_t()
        return posix_spawn(&process, program, &actions, nil, &argv, &envp) == 0 ? process : nil
    }

    /// Reads until the writing end is closed. Nil after the deadline.
    private static func read(_ file: Int32, until deadline: Double) -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            let left = deadline - now()
            guard left > 0 else { return nil }
            var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, Int32(min(left * 1000, 1000)) + 1)
            if ready == 0 || (ready < 0 && errno == EINTR) { continue }
            guard ready > 0 else { return nil }
            let part = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
                count = max(0, PosixFile.retrying { systemRead(file, buffer.baseAddress, buffer.count) })
            }
            if part.isEmpty { return bytes }
            bytes += part
        }
    }

    /// The monotonic clock, in seconds.
    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

// The system call `read`, which a method would hide.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, buffer, count)
}

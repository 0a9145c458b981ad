#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Foundation

/// A program that believes it sits at a terminal: a shell with its line editor.
final class Terminal {
    private let descriptor: Int32
    private let process: pid_t
    private(set) var output = ""

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init(_ command: [String], environment: [String: String], directory: String) throws {
        descriptor = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0, let name = ptsname(descriptor).map({ String(cString: $0) }) else {
            throw Failure(description: "no terminal can be made: errno \(errno)")
        }
        // Wide, so that no line is broken.
        var size = winsize(ws_row: 50, ws_col: 500, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addchdir_np(&actions, directory)
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        for stream: Int32 in [1, 2] { posix_spawn_file_actions_adddup2(&actions, 0, stream) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // In a session of its own: the terminal that it opens becomes its own.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSID))

        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process = pid_t()
        let status = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, &variables)
        guard status == 0 else { throw Failure(description: "\(command[0]) cannot be started: \(String(cString: strerror(status)))") }
        self.process = process
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(descriptor)
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    /// Reads until a text appears in what has come since the last such wait.
    func wait(for text: String, seconds: Double = 30) throws {
        let end = Date().addingTimeInterval(seconds)
        var seen: [UInt8] = []
        while Date() < end {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 200) > 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            seen += buffer[..<count]
            output = String(decoding: seen, as: UTF8.self)
            if output.contains(text) { return }
        }
        throw Failure(description: "'\(text)' did not appear in: \(output.debugDescription)")
    }
}

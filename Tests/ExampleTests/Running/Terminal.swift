import Foundation
import HydrangeaPlatform

#if canImport(Glibc)

/// A shell in a pseudoterminal, so that it uses its line editor.
final class Terminal {
    private let descriptor: Int32
    private let process = Process()

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init(_ command: [String], environment: [String: String], directory: URL) throws {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: Int32 = 0
        var lock: Int32 = 0
        // Linux's `TIOCSPTLCK` and `TIOCGPTN`, because Swift does not import the C library's functions for them.
        guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &lock) == 0, ioctl(descriptor, 0x8004_5430, &number) == 0
        else {
            throw Failure(description: "no terminal can be made: \(String(cString: strerror(errno)))")
        }
        // The terminal is wide, so that lines are not wrapped.
        var size = winsize(ws_row: 50, ws_col: 500, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard other >= 0 else { throw Failure(description: "/dev/pts/\(number) cannot be opened") }
        let handle = FileHandle(fileDescriptor: other, closeOnDealloc: true)

        // The shell needs its own session, so that the terminal controls it.
        process.executableURL = URL(filePath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait"] + command
        process.environment = environment
        process.currentDirectoryURL = directory
        process.standardInput = handle
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    deinit {
        // Closing the terminal ends the shell.
        close(descriptor)
        process.waitUntilExit()
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    /// Reads until a text appears, and returns the output since the last call.
    func read(until text: String, seconds: Double = 60) throws -> String {
        let end = Date().addingTimeInterval(seconds)
        var seen: [UInt8] = []
        while Date() < end {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 200) > 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            seen += buffer[..<count]
            let output = String(decoding: seen, as: UTF8.self)
            if output.contains(text) { return output }
        }
        throw Failure(
            description: "'\(text)' did not appear in: \(String(decoding: seen, as: UTF8.self).debugDescription)")
    }
}
#endif

import CPosix
import HydrangeaPlatform

extension PosixFile {
    /// A pipe that no other process inherits, not even a process that another thread starts at this moment. Nil if the
    /// system has no pipes left.
    package static func pipe() -> (reading: Int32, writing: Int32)? {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin)
        // macOS has no `pipe2`, which sets the flag at once.
        guard systemPipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #else
        guard pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
        #endif
        return (ends[0], ends[1])
    }
}

#if canImport(Darwin)
// The system call `pipe`, which `PosixFile`'s own method would hide.
private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
#endif

import HydrangeaFiles
import HydrangeaPlatform

/// The identity of a file's version by its metadata. It changes when the file changes.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    /// `modified` and `changed` are the times of the last change of the content and of the metadata, in nanoseconds
    /// modulo 2⁶⁴, since a file can have any year. Programs can set `modified`, but not `changed`.
    let modified: Int
    let changed: Int
    /// The later of the two times, in seconds.
    private let last: Double

    init(of path: String) throws(PosixFile.Failure) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int(status.st_size)
        #if canImport(Darwin)
        let times = (status.st_mtimespec, status.st_ctimespec)
        #else
        let times = (status.st_mtim, status.st_ctim)
        #endif
        modified = Self.nanoseconds(times.0)
        changed = Self.nanoseconds(times.1)
        last = max(Self.seconds(times.0), Self.seconds(times.1))
    }

    private static func seconds(_ time: timespec) -> Double { Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 }
    private static func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec) }

    /// True if the last change is old enough that another change would get a different time.
    var isSettled: Bool { Run.Moment.now().seconds - last > 2 }

    var text: String { "\(device) \(inode) \(size) \(modified) \(changed)" }
}

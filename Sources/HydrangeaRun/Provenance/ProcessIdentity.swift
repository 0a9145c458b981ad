import HydrangeaFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Which process a run is executed by, so well described that a record's reader can tell whether it still lives.
///
/// A process's number alone is given to another one later: when it started, in which boot of the machine and in which
/// container says the rest.
public struct ProcessIdentity: Hashable, Sendable, Codable {
    /// The process's number, as the process itself sees it: in a container, that of the container.
    public var pid: Int
    /// When the process was started, in ticks since the machine was.
    public var start: Int?
    /// The identity of the machine's present boot.
    public var boot: String?
    /// The container's space of process numbers.
    public var namespace: String?

    /// The process that this is called in.
    package static func current() -> ProcessIdentity {
        ProcessIdentity(pid: Int(getpid()), start: startTime(of: "self")?.ticks, boot: boot, namespace: namespace)
    }

    /// What can be said of a process from here.
    package enum State: Hashable, Sendable {
        /// It is there, and has not ended.
        case alive
        /// It has ended, or its machine was started anew.
        case gone
        /// It belongs to another machine or container, where one cannot look from here.
        case unknown
    }

    /// Whether the process still lives, as far as it can be seen from this machine.
    ///
    /// - Parameter isOurHost: Whether the process ran on a machine of this one's name.
    package func state(isOurHost: Bool) -> State {
        guard let boot, let start else { return .unknown }
        guard boot == Self.boot else { return isOurHost ? .gone : .unknown }
        guard namespace == Self.namespace else { return .unknown }
        guard let found = Self.startTime(of: String(pid)) else { return .gone }
        return found.ticks == start && !found.isDead ? .alive : .gone
    }

    private static var boot: String? {
        (try? PosixFile.bytes(of: "/proc/sys/kernel/random/boot_id")).map {
            String(decoding: $0.prefix { $0 > 0x20 }, as: UTF8.self)
        }
    }

    private static var namespace: String? { PosixFile.linkTarget("/proc/self/ns/pid") }

    /// What `/proc/PID/stat` tells; a process that has ended and was not waited for yet is dead.
    private static func startTime(of process: String) -> (ticks: Int, isDead: Bool)? {
        guard let bytes = try? PosixFile.bytes(of: "/proc/\(process)/stat"),
            let close = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        // The program's name may hold anything, so count from behind it: the state comes first, the start is the
        // twentieth.
        let fields = bytes[(close + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 19, let ticks = Int(String(decoding: fields[19], as: UTF8.self)) else { return nil }
        return (ticks, fields[0].first == UInt8(ascii: "Z") || fields[0].first == UInt8(ascii: "X"))
    }
}

import HydrangeaFiles
import HydrangeaPlatform
import HydrangeaTree

extension RunRecord {
    /// The identity of a process, which tells a record's reader if the process still runs.
    ///
    /// The number `pid` alone is not enough, because the system reuses it. Start time, boot and container make it
    /// unique.
    public struct ProcessIdentity: Hashable, Sendable, Codable {
        /// The process number as seen by the process itself, in a container that of the container.
        public var pid: Int
        /// The start time of the process, in clock ticks since the boot.
        public var start: Int?
        /// The identifier of the machine's boot.
        public var boot: String?
        /// The process namespace, which differs between containers.
        public var namespace: String?

        /// The identity of the calling process.
        package static func current() -> ProcessIdentity {
            ProcessIdentity(pid: Int(getpid()), start: startTime(of: "self")?.ticks, boot: boot, namespace: namespace)
        }

        /// The state of a process as seen from this process.
        package enum State: Hashable, Sendable {
            /// The process is running.
            case alive
            /// The process has ended, or its machine has been rebooted.
            case gone
            /// The process belongs to another machine or container and cannot be examined.
            case unknown
        }

        /// The current state of the process.
        ///
        /// - Parameter isOurHost: True if the process ran on a machine with this machine's name.
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

        /// The start time and state in `/proc/PID/stat`. A zombie process counts as dead.
        private static func startTime(of process: String) -> (ticks: Int, isDead: Bool)? {
            guard let bytes = try? PosixFile.bytes(of: "/proc/\(process)/stat"),
                let close = bytes.lastIndex(of: UInt8(ascii: ")"))
            else { return nil }
            // `/proc/PID/stat` has the program's name in parentheses, which may contain spaces, so the fields after it
            // are counted: the state is the first, the start time is the twentieth.
            let fields = bytes[(close + 1)...].split(separator: UInt8(ascii: " "))
            guard fields.count > 19, let ticks = Int(String(decoding: fields[19], as: UTF8.self)) else { return nil }
            return (ticks, fields[0].first == "Z" || fields[0].first == "X")
        }
    }
}

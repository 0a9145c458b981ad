import HydrangeaFiles
import HydrangeaPlatform
import HydrangeaTree

extension RunRecord {
    /// The machine on which a run was executed.
    public struct Machine: Hashable, Sendable, Codable {
        /// The host name, as `uname -n` prints it.
        public var host: String
        /// The user name from `USER` or `LOGNAME`, otherwise the user's number: `uid 1000`.
        public var user: String
        /// The name, release and architecture of the kernel.
        public var system: String
        /// The name of the Linux distribution, if known.
        public var distribution: String?
        /// The model of the processor, if known.
        public var cpu: String?
        /// The number of processors that are online.
        public var cores: Int?
        /// The size of the main memory in bytes.
        public var memory: Int?
        /// The graphics processors.
        public var gpus: [GPU]

        /// Collects the facts that are cheap to get. ``probeHardware(environment:)`` adds the others.
        package init(environment: [String: String]) {
            var name = utsname()
            uname(&name)
            host = Self.text(of: name.nodename)
            system = [Self.text(of: name.sysname), Self.text(of: name.release), Self.text(of: name.machine)].joined(
                separator: " ")
            // A statically linked program cannot use the libraries that look up user names.
            user = environment["USER"] ?? environment["LOGNAME"] ?? "uid \(getuid())"
            let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
            cores = processors > 0 ? Int(processors) : nil
            let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
            memory = pages > 0 && size > 0 ? Int(pages).multipliedReportingOverflow(by: Int(size)).partialValue : nil
            gpus = []
        }

        init(host: String, user: String, system: String) {
            self.host = host
            self.user = user
            self.system = system
            gpus = []
        }

        /// Adds the facts that require reading files or, for graphics processors, starting a command.
        mutating func probeHardware(environment: [String: String]) {
            cpu = Self.value(of: "model name", in: "/proc/cpuinfo", separator: ":")
            distribution = Self.value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=").map {
                $0.filter { $0 != "\"" }
            }
            gpus = GPU.all(environment: environment)
        }

        /// The value of the first line `NAME: VALUE` in the first 4096 bytes of a file. `/proc/cpuinfo` is long, and
        /// the kernel generates only what is read.
        static func value(of name: String, in file: String, separator: Character) -> String? {
            guard let bytes = try? PosixFile.bytes(of: file, first: 4096) else { return nil }
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                let parts = line.split(separator: separator, maxSplits: 1)
                guard parts.count == 2, parts[0].trimmed == name else { continue }
                return String(parts[1].trimmed)
            }
            return nil
        }

        private static func text<Field>(of field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
    }
}

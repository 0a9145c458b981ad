import HydrangeaTree
import HydrangeaFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a run was executed on.
public struct Machine: Hashable, Sendable, Codable {
    /// The machine's name, as `uname -n` prints it.
    public var host: String
    /// The name in `USER` or `LOGNAME`, else `uid 1000`.
    public var user: String
    /// The kernel's name, release and architecture.
    public var system: String
    /// The distribution's name, where it tells.
    public var distribution: String?
    /// The processor's model; nil where the system does not tell.
    public var cpu: String?
    /// How many processors this process may use at most.
    public var cores: Int?
    /// The main memory, in bytes.
    public var memory: Int?
    /// The graphics processors; none on most machines.
    public var gpus: [GPU]

    /// The machine that this process runs on, as far as it costs next to nothing to ask; ``Surroundings`` has the rest.
    package init(environment: [String: String]) {
        var name = utsname()
        uname(&name)
        host = Self.text(of: name.nodename)
        system = [Self.text(of: name.sysname), Self.text(of: name.release), Self.text(of: name.machine)].joined(
            separator: " ")
        // The user's data base would need libraries that a statically linked program does not have.
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

    /// Asks for what takes reading files and, for graphics processors, perhaps a command.
    mutating func askFurther(environment: [String: String]) {
        cpu = Self.value(of: "model name", in: "/proc/cpuinfo", separator: ":")
        distribution = Self.value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=").map {
            $0.filter { $0 != "\"" }
        }
        gpus = GPU.all(environment: environment)
    }

    /// The value of a line `NAME: VALUE` in the beginning of a file: the kernel writes a list of all processors only as
    /// far as it is read.
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

/// What a run's program was compiled with.
public struct Toolchain: Hashable, Sendable, Codable {
    /// The compiler's release.
    public var swift: String
    /// `debug` or `release`.
    public var build: String

    /// What this library was compiled with, as exactly as source code can ask for it; the program is nearly always
    /// compiled together with it.
    package static var current: Toolchain {
        #if DEBUG
        Toolchain(swift: compiler, build: "debug")
        #else
        Toolchain(swift: compiler, build: "release")
        #endif
    }

    private static var compiler: String {
        #if compiler(>=6.5)
        "6.5 or later"
        #elseif compiler(>=6.4)
        "6.4"
        #elseif compiler(>=6.3.2)
        "6.3.2 or later"
        #elseif compiler(>=6.3.1)
        "6.3.1"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }
}

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a run was executed on and compiled with.
public struct Machine: Hashable, Sendable {
    public var host: String
    public var user: String
    public var system: String
    public var swift: String

    /// The machine that this process runs on.
    public init(environment: [String: String]) {
        var name = utsname()
        uname(&name)
        host = Self.text(of: name.nodename)
        system = [Self.text(of: name.sysname), Self.text(of: name.release), Self.text(of: name.machine)].joined(separator: " ")
        // The user's data base would need libraries that a statically linked program does not have.
        user = environment["USER"] ?? environment["LOGNAME"] ?? "uid \(getuid())"
        swift = Self.compiler
    }

    init(host: String, user: String, system: String, swift: String) {
        self.host = host
        self.user = user
        self.system = system
        self.swift = swift
    }

    private static func text<Field>(of field: Field) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The release of the compiler, as exactly as source code can ask for it.
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

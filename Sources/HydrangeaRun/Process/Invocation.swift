import HydrangeaFiles
// `environ` is a global variable of the C library. Reading it is safe here, because no other thread runs yet.
@preconcurrency import HydrangeaPlatform
package import HydrangeaTree

/// The inputs of a program's start: command line, environment, working directory and time.
package struct Invocation: Sendable {
    /// The command line, with the program's name first.
    package var arguments: [String]
    package var environment: [String: String]
    package var workingDirectory: String
    /// The absolute path of the program's executable, if the system tells it.
    package var executable: String?
    package var start: Run.Moment
    /// The error for the first argument that is not UTF-8; nil if all are.
    package private(set) var unreadable: Diagnostic?

    package init(
        arguments: [String], environment: [String: String], workingDirectory: String, executable: String? = nil,
        start: Run.Moment = .now()
    ) {
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.executable = executable
        self.start = start
    }

    /// The invocation of this process, with other arguments if given.
    package static func current(arguments: [String]? = nil) -> Invocation {
        let all = CommandLine.arguments
        var invocation = Invocation(
            arguments: arguments.map { [all.first ?? "app"] + $0 } ?? all, environment: environmentOfProcess,
            workingDirectory: WorkingDirectory.current, executable: executableOfProcess)
        invocation.unreadable = UnreadableArgument.first(in: invocation.arguments.dropFirst())
        return invocation
    }

    /// The file name of the program, or `app` if it is unknown.
    package var programName: String {
        let name = FilePath.name(of: arguments.first ?? "")
        return name.isEmpty ? "app" : name
    }

    private static var environmentOfProcess: [String: String] {
        var variables: [String: String] = [:]
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
        while let entry = next?.pointee {
            let text = String(cString: entry)
            if let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                variables[String(text[..<sign])] = String(text[text.utf8.index(after: sign)...])
            }
            next = next?.advanced(by: 1)
        }
        return variables
    }

    private static var executableOfProcess: String? {
        #if os(Linux)
        PosixFile.linkTarget("/proc/self/exe")
        #else
        var size = UInt32(PATH_MAX)
        var buffer = [CChar](repeating: 0, count: Int(size))
        guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        #endif
    }
}

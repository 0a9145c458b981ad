import Foundation
import Testing

/// A built example program, run as a process in its own directory.
struct ExampleProgram {
    let name: String
    /// The working directory, which ``cleanUp()`` removes.
    let directory: URL
    /// The environment variables of the process, besides `PATH`.
    var environment = ["DIGITS_DATA": ExampleProgram.package.appending(path: "Examples/Digits/Data").path]

    struct Result {
        var status: Int32
        var output: String
        var errors: String
    }

    /// Creates another program in the same directory.
    init(_ name: String, in other: ExampleProgram) {
        self.name = name
        directory = other.directory
        environment = other.environment
    }

    init(_ name: String) throws {
        self.name = name
        directory = FileManager.default.temporaryDirectory.appending(path: "hydrangea-\(name)-\(UUID().uuidString)")
            .resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    /// The probe program with a run in `first` that has results.
    static func probeThatRan() throws -> ExampleProgram {
        let program = try ExampleProgram("probe")
        let result = try program.run(
            "hydra.run.dir=first", "objective=0.5", "loss=1.25", "file=out.txt", "content='a 1.5 b'", "text='${now:%f}'"
        )
        #expect(result.status == 0, "\(result.errors)")
        return program
    }

    func cleanUp() { try? FileManager.default.removeItem(at: directory) }

    /// Runs the program to its end.
    func run(_ arguments: [String]) throws -> Result { try run(Self.products.appending(path: name), arguments) }

    func run(_ arguments: String...) throws -> Result { try run(arguments) }

    /// Runs a script in a shell that finds the built programs and the tests' commands.
    func shell(_ script: String) throws -> Result {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return try run(URL(filePath: "/bin/bash"), ["-c", "PATH='\(Self.products.path):\(path)'\n\(script)"])
    }

    /// Runs a process to its end. Its output goes to files, because a full pipe would block the process.
    private func run(_ executable: URL, _ arguments: [String]) throws -> Result {
        let process = Process()
        prepare(process, arguments, executable: executable)
        let streams = try [FileStream(in: directory), FileStream(in: directory)]
        process.standardOutput = streams[0].handle
        process.standardError = streams[1].handle
        try process.run()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: try streams[0].read(), errors: try streams[1].read())
    }

    /// Configures a process that will run the program.
    func prepare(_ process: Process, _ arguments: [String], executable: URL? = nil) {
        process.executableURL = executable ?? Self.products.appending(path: name)
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.environment = environment.merging(["PATH": "\(Self.products.path):/usr/bin:/bin"]) { own, _ in own }
    }

    /// The bytes of a file in the working directory.
    func bytes(of path: String) throws -> Data { try Data(contentsOf: directory.appending(path: path)) }

    func text(of path: String) throws -> String { String(decoding: try bytes(of: path), as: UTF8.self) }

    /// The record of a run as JSON.
    func record(_ path: String = "run/.hydra/record.json") throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: bytes(of: path)) as? [String: Any])
    }

    /// The files below a directory, sorted.
    func files(in path: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: directory.appending(path: path).path).filter { file in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: directory.appending(path: path).appending(path: file).path, isDirectory: &isDirectory)
                && !isDirectory.boolValue
        }.sorted()
    }

    /// The root directory of the package.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The directory of the built programs, which also contains the test bundle.
    static let products: URL = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        return (bundle ?? URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()).deletingLastPathComponent()
    }()
}

/// A temporary file for the output of a process, removed after reading.
private struct FileStream {
    private let place: URL
    let handle: FileHandle

    init(in directory: URL) throws {
        place = directory.appending(path: ".stream-\(UUID().uuidString)")
        try Data().write(to: place)
        handle = try FileHandle(forWritingTo: place)
    }

    func read() throws -> String {
        try handle.close()
        defer { try? FileManager.default.removeItem(at: place) }
        return String(decoding: try Data(contentsOf: place), as: UTF8.self)
    }
}

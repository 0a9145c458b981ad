import Hydrangea
import HydrangeaPlatform

/// The actions of a job, for tests of the files that it leaves.
struct ProbeConfig: StructuredConfig {
    /// The action: `end`, `fail`, `exit`, `crash`, `overflow`, `print`, `log` or `sleep`.
    var act = "end"
    var status = 0
    /// The pause in seconds before the action.
    var wait = 0.0
    var data: String? = nil
    var text = ""
    /// The objective value to report.
    var objective: Double? = nil
    var loss: Double? = nil
    /// A result file in the run's directory, written with `content`.
    var file: String? = nil
    var content = ""
    /// A text for the log.
    var say: String? = nil
    var pin: Secret<String>? = nil
    var login: [String: String] = [:]
    /// True to make the loss and the file different in every run.
    var random = false
    var model: Component<Models>? = nil
}

struct ProbeFailure: Error, CustomStringConvertible {
    var description: String
}

/// Writes each call to a file, one line each.
struct Notes: RunCallback {
    struct Config: Decodable, Sendable {
        var file: String
        /// True if the callback never returns from `jobDidEnd`.
        var hangs: Bool?
    }
    let path: String
    let hangs: Bool

    private func note(_ text: String) {
        guard let file = fopen(path, "a") else { return }
        fputs(text + "\n", file)
        fclose(file)
    }

    func jobDidEnd(_ run: Run, error: (any Error)?) async {
        await Task.yield()
        note("job: \(error.map { "\($0)" } ?? "well"), record \(run.record.status.rawValue)")
        while hangs { usleep(10_000) }
    }
    func runDidEnd(_ composition: Composition, error: (any Error)?) {
        note("run: \(error.map { "\($0)" } ?? "well")")
    }
    func multirunDidEnd(_ composition: Composition, error: (any Error)?) {
        note("multirun: \(error.map { "\($0)" } ?? "well")")
    }
}

/// A program that executes the actions in its config, including failures.
@main
struct Probe: HydrangeaApp {
    static let configuration = AppConfiguration(
        configName: nil, configPath: nil,
        callbacks: Registry<any RunCallback>().registering("notes", as: Notes.Config.self) {
            Notes(path: $0.file, hangs: $0.hangs ?? false)
        })

    /// Recurses until the stack overflows.
    @inline(never) static func depth(_ number: Int) -> Int {
        var room = (number, number, number, number)
        return withUnsafeMutablePointer(to: &room) { depth($0.pointee.0 + 1) + $0.pointee.1 }
    }

    func run(_ config: ProbeConfig, in run: Run) async throws {
        if let text = config.say { run.logger.info("\(text)") }
        if let path = config.data { try run.register(data: path) }
        if let objective = config.objective { run.report(objective: objective) }
        let noise = config.random ? Double.random(in: 1e-9...2e-9) : 0
        if let loss = config.loss { run.report(loss + noise, as: "loss") }
        if let name = config.file {
            let file = run.directory.appending(name)
            try file.write(config.content + (config.random ? " \(1 + noise)" : ""))
            run.report(file: file)
        }
        if let model = config.model { print("model: \(try model.make())") }
        print("directory: \(run.directory)")
        fflush(nil)
        if config.wait > 0 { usleep(UInt32(config.wait * 1_000_000)) }
        switch config.act {
        case "fail": throw ProbeFailure(description: "asked to fail")
        case "exit": exit(Int32(config.status))
        case "crash": fatalError("asked to crash")
        case "overflow": print(Self.depth(1))
        case "print": for line in 0..<10_000 { print(line) }
        case "log":
            for line in 0..<10_000 { run.logger.info("line \(line)") }
            usleep(UInt32(config.wait * 1_000_000))
            run.logger.info("the last line")
        case "sleep": while true { usleep(10_000) }
        default: break
        }
    }
}

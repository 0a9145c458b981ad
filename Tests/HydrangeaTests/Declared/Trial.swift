@testable import Hydrangea
import Synchronization
import TestSupport

/// A program whose config has a given form, in its own directory.
struct Trial<Form: ConfigForm & StructuredConfig>: Sendable {
    /// The values that the program received.
    private final class Seen: Sendable {
        let text = Mutex("")
    }

    let scratch: Scratch

    init(_ form: Form.Type, _ config: ConfigNode) throws { try self.init(form, text: FlowText.of(config) + "\n") }

    init(_ form: Form.Type, text: String) throws {
        scratch = try Scratch()
        try scratch.write("conf/config.yaml", text)
    }

    /// The result of a run.
    struct Outcome {
        /// The values that the program received, as text.
        var seen: String
        var record: RunRecord
        var fingerprint: Fingerprint? { record.facts?.fingerprint }
    }

    /// Runs the program in the directory `place`, with the defaults in `changed`.
    func run(_ arguments: [String] = [], at place: String, declaring changed: [String: Int] = [:]) async throws
        -> Outcome
    {
        let seen = Seen()
        let program = program(["hydra.run.dir=\(place)"] + arguments) { config in
            seen.text.withLock { $0 = config.seen }
        }
        try await Declared.$changed.withValue(changed) { try await program.perform() }
        return Outcome(seen: seen.text.withLock { $0 }, record: try RunRecord(at: scratch(place)))
    }

    func program(_ arguments: [String], told: @escaping @Sendable (Form) -> Void = { _ in }) -> Program<Form> {
        Program(
            configuration: AppConfiguration(configName: "config", configPath: "conf", environmentFiles: .none),
            invocation: Invocation(
                arguments: ["trial"] + (arguments.contains("--rerun") ? [] : ["hydra/job_logging=none"]) + arguments,
                environment: [:], workingDirectory: scratch.path)
        ) { config, _ in told(config) }
    }

    /// The keys that a rerun of the run at `place` reports as missing in the record.
    func keysNotTaken(_ place: String) throws -> [ConfigPath] {
        let program = program(["--rerun", place])
        let arguments = try AppArguments(reading: program.invocation.arguments.dropFirst())
        let setup = try program.setup(arguments.compose, arguments.environment, needsConfigs: false)
        return program.missingDefaults(in: try setup.composer.composition(rerunning: RunRecord(at: scratch(place))))
            .map(\.path)
    }
}

import Foundation
import Hydrangea
import HydrangeaTesting
import Synchronization
import TestSupport
import Testing

/// Tests of the calls of callbacks and of the exit status.
@Suite struct CallbackTests {
    private final class Notes: Sendable {
        private let list = Mutex<[String]>([])
        var all: [String] { list.withLock { $0 } }
        func add(_ note: String) { list.withLock { $0.append(note) } }
    }

    private struct Teller: RunCallback {
        struct Config: Decodable, Sendable { var name: String }
        let name: String
        let notes: Notes

        func didCompose(_ composition: Composition) { notes.add("\(name) compose") }
        func runWillStart(_ composition: Composition) { notes.add("\(name) run") }
        func runDidEnd(_ composition: Composition, error: (any Error)?) {
            notes.add("\(name) run end \(error.map { "\($0)" } ?? "well")")
        }
        func multirunWillStart(_ composition: Composition) { notes.add("\(name) multirun") }
        func multirunDidEnd(_ composition: Composition, error: (any Error)?) {
            notes.add("\(name) multirun end \(error == nil ? "well" : "badly")")
        }
        func jobWillStart(_ run: Run) async throws {
            await Task.yield()
            notes.add("\(name) job \(run.jobIndex ?? -1)")
            if name == "broken" { throw Run.Exit(3) }
        }
        func jobDidEnd(_ run: Run, error: (any Error)?) {
            notes.add("\(name) job end \(error.map { "\($0)" } ?? "well")")
        }
    }

    private func start(_ scratch: Scratch, _ arguments: [String], error: (any Error)? = nil) async throws -> (
        status: Int32, notes: [String]
    ) {
        let notes = Notes()
        let callbacks = Registry<any RunCallback>().registering("teller", as: Teller.Config.self) {
            Teller(name: $0.name, notes: notes)
        }
        try scratch.write("conf/config.yaml", "x: 1\nhydra:\n  run:\n    dir: out\n  sweep:\n    dir: sweep\n")
        let program = Program<ConfigNode>(
            configuration: AppConfiguration(configName: "config", configPath: "conf", callbacks: callbacks),
            invocation: Invocation(
                arguments: ["train", "hydra/job_logging=none", "hydra/hydra_logging=none"] + arguments,
                environment: [:], workingDirectory: scratch.path)
        ) { _, _ in
            notes.add("task")
            if let error { throw error }
        }
        return (await program.run(), notes.all)
    }

    private static let two = "+hydra.callbacks={a:{_target_:teller,name:a},b:{_target_:teller,name:b}}"

    @Test func theyAreToldInOrderAndAtTheEndInReverse() async throws {
        let (status, notes) = try await start(try Scratch(), [Self.two])
        #expect(status == 0)
        #expect(
            notes == [
                "a compose", "b compose", "a run", "b run", "a job -1", "b job -1", "task", "b job end well",
                "a job end well", "b run end well",
                "a run end well",
            ])
    }

    @Test func aFailureIsToldToo() async throws {
        let (status, notes) = try await start(
            try Scratch(), ["+hydra.callbacks.a={_target_:teller,name:a}"], error: Run.Exit(4))
        #expect(status == 4)
        #expect(notes.suffix(3) == ["task", "a job end it ended with status 4", "a run end it ended with status 4"])
    }

    @Test func aTaskThatEndsWithStatus0HasSucceeded() async throws {
        let (status, notes) = try await start(
            try Scratch(), ["+hydra.callbacks.a={_target_:teller,name:a}"], error: Run.Exit(0))
        #expect(status == 0)
        #expect(notes.suffix(3) == ["task", "a job end well", "a run end well"])
    }

    @Test func aSweepTellsOfItselfAndOfEachJob() async throws {
        let (status, notes) = try await start(
            try Scratch(), ["-m", "x=1,2", "+hydra.callbacks.a={_target_:teller,name:a}"])
        #expect(status == 0)
        #expect(
            notes == [
                "a multirun", "a compose", "a job 0", "task", "a job end well", "a compose", "a job 1", "task",
                "a job end well", "a multirun end well",
            ])
    }

    @Test func oneThatThrowsDoesNotStopTheRun() async throws {
        let (status, notes) = try await start(try Scratch(), ["+hydra.callbacks.a={_target_:teller,name:broken}"])
        #expect(status == 0)
        #expect(notes.contains("task"))
    }

    @Test func oneThatIsNotRegisteredIsReportedBeforeTheStart() async throws {
        let scratch = try Scratch()
        let (status, notes) = try await start(scratch, ["+hydra.callbacks.a={_target_:tellr}"])
        #expect(status == 1)
        #expect(notes.isEmpty)
        #expect(scratch.contents == ["conf", "conf/config.yaml"])
    }

    @Test(
        arguments: [
            (
                ["_target_": "tellr"],
                "error: 'hydra.callbacks.a._target_' cannot be 'tellr'\n  callbacks: teller\n  help: did you mean teller?"
            ),
            (
                ["_target_": "my.package.Saver"],
                "error: 'hydra.callbacks.a._target_' cannot be 'my.package.Saver'\n  callbacks: teller\n"
                    + "  help: register it in the program's configuration, or take it out: '~hydra.callbacks.a'"
            ),
            (
                ["name": "x"],
                "error: 'hydra.callbacks.a' names no callback\n  callbacks: teller\n  help: add a key _target_ with one of these names"
            ),
            (
                ["_target_": "teller"],
                "error: 'hydra.callbacks.a.name' must be given\n  help: +hydra.callbacks.a.name=VALUE"
            ),
        ] as [(ConfigNode, String)])
    func whatACallbackIsMadeOfIsChecked(node: ConfigNode, text: String) {
        let registry = Registry<any RunCallback>().registering("teller", as: Teller.Config.self) {
            Teller(name: $0.name, notes: Notes())
        }
        #expect(
            message { _ = try registry.component(chosenBy: node, at: "hydra.callbacks.a", kind: "callback") } == text)
    }

    @Test(arguments: [0, 1, 42] as [Int32])
    func aTaskEndsWithAStatusOfItsOwnAndTheRecordKeepsIt(status: Int32) async throws {
        let scratch = try Scratch()
        #expect(try await start(scratch, [], error: Run.Exit(status)).status == status)
        let facts = try RunRecord(at: scratch("out")).facts
        #expect(facts?.exitStatus == Int(status))
        #expect(facts?.status == (status == 0 ? .succeeded : .failed))
    }
}

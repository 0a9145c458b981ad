import Hydrangea
import Testing

private struct GreetConfig: StructuredConfig {
    var name = "world"
    var status: Int?
}

private struct Greet: HydrangeaApp {
    static let configuration = AppConfiguration(
        configName: nil, configPath: nil, environmentFiles: .none)

    func run(_ config: GreetConfig, in run: Run) async throws {
        if let status = config.status { throw Run.Exit(Int32(status)) }
    }
}

/// Tests programs that are started by a host program: they return or throw, and the process continues.
@Suite struct AppRunTests {
    private let quiet = ["--no-run-dir", "hydra/job_logging=none", "hydra/hydra_logging=none"]

    @Test func aProgramReturnsWhenItsJobHasEnded() async throws {
        try await Greet.run(quiet + ["name=ada"])
    }

    @Test func aProgramWhoseTaskEndsWithStatus0HasSucceeded() async throws {
        try await Greet.run(quiet + ["status=0"])
    }

    @Test func aProgramThrowsWhatItsTaskThrows() async {
        await #expect(throws: Run.Exit(7)) { try await Greet.run(quiet + ["status=7"]) }
    }

    @Test func aProgramThrowsTheMistakesOfItsConfig() async {
        let error = await #expect(throws: ConfigError.self) { try await Greet.run(quiet + ["nme=ada"]) }
        #expect(
            error?.description == """
                error: the config has no key 'nme'
                  argument 3: nme=ada
                              ^~~
                  keys: name, status
                  help: did you mean name=ada?
                """)
    }

    @Test func aProgramThrowsTheMistakesOfItsFlags() async {
        let error = await #expect(throws: ConfigError.self) { try await Greet.run(["--nonsense"]) }
        #expect(
            error?.description == """
                error: unknown option '--nonsense'
                  help: --hydra-help lists the flags; to set a value of the config, write nonsense=VALUE
                """)
    }

    @Test func aSweepThrowsWhichJobsFailed() async {
        let error = await #expect(throws: ConfigError.self) { try await Greet.run(quiet + ["-m", "status=0,3"]) }
        #expect(error?.diagnostics.first?.message == "1 of 2 jobs failed")
    }

    @Test func whatAnErrorSaysHoldsNoSecret() async {
        let error = await #expect(throws: ConfigError.self) { try await Greet.run(quiet + ["password=hunter2"]) }
        #expect(error?.description.contains("password") == true)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func aClosureRunsWithItsConfig() async throws {
        try await withConfig(nil, in: nil, as: GreetConfig.self, arguments: quiet + ["++name=ada"]) { config, _ in
            #expect(config.name == "ada")
        }
    }

    @Test func aClosureThrowsOutOfItsProgram() async {
        await #expect(throws: Run.Exit(7)) {
            try await withConfig(nil, in: nil, as: GreetConfig.self, arguments: quiet) { _, _ in throw Run.Exit(7) }
        }
    }
}

import ArgumentParser
import Hydrangea
import HydrangeaTesting
import Testing

#if SwiftConfiguration
import Configuration
import HydrangeaConfiguration
#endif

/// The Swift code of the guide "With swift-configuration".
struct WithSwiftConfigurationGuide {
    struct Train: HydrangeaApp {
        static let configuration = AppConfiguration(configName: "config", configPath: nil)

        func run(_ config: ConfigNode, in run: Run) async throws {}
    }

    struct TrainCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "train")

        @Argument(parsing: .captureForPassthrough) var overrides: [String] = []

        func run() async throws { await Train.main(overrides) }
    }

    @Test func aCommandHandsEverythingOn() throws {
        let command = try TrainCommand.parse(["--multirun", "lr=1,2", "-c", "job"])
        #expect(command.overrides == ["--multirun", "lr=1,2", "-c", "job"])
    }

    #if SwiftConfiguration
    @Test func aLibraryReadsTheComposedConfig() async throws {
        let run = try await Train.test(["config": ["http": ["timeout": 15]]])
        let reader = ConfigReader(providers: [EnvironmentVariablesProvider(), try CompositionProvider(run.composition)])
        let timeout = reader.int(forKey: "http.timeout", default: 60)
        #expect(timeout == 15)
        if let part = try run.composition.value(at: "http") {
            let client = ConfigReader(provider: CompositionProvider(config: part))
            #expect(client.int(forKey: "timeout") == 15)
        }
    }
    #endif
}

import Hydrangea
import HydrangeaTesting
import Testing

/// The Swift code of the guide "Secrets and environment".
struct SecretsGuide {
    struct StoreConfig: StructuredConfig {
        var host = "localhost"
        @Mandatory var token: Secret<String>
    }

    struct Fetch: HydrangeaApp {
        func run(_ config: StoreConfig, in run: Run) async throws {
            #expect(config.token.value == "open-sesame")
            #expect("\(config)".contains("sesame") == false)
        }
    }

    @Test func aDeclaredSecretIsNotShown() async throws {
        _ = try await Fetch.test(["config": [:]], overrides: ["token=open-sesame"])
    }
}

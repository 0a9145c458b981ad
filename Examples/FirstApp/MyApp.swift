import Hydrangea

/// Prints its config. The config type is the tree itself, so any config is accepted.
@main
struct MyApp: HydrangeaApp {
    static let configuration = AppConfiguration(configName: nil, configPath: nil)

    func run(_ config: ConfigNode, in run: Run) async throws {
        print(try run.composition.yaml(), terminator: "")
        run.logger.info("ran")
    }
}

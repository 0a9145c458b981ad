import Hydrangea

/// Prints the config that it got. Any config will do: its type is the tree itself.
@main
struct MyApp: HydrangeaApp {
    static let configuration = AppConfiguration(configName: nil, configPath: nil)

    func run(_ config: ConfigNode, in run: Run) async throws {
        print(try run.composition.yaml(), terminator: "")
        run.logger.info("ran")
    }
}

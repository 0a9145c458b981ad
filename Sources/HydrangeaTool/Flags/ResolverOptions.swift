import ArgumentParser
import Hydrangea

/// The resolvers that a tree needs in addition to the standard ones. The tool has no program that registers them.
struct ResolverOptions: ParsableArguments {
    enum Choices: String, CaseIterable { case standard, calculation }

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The resolvers that may be called: standard (the default), or calculation, which adds eval, add, if, and more.",
            valueName: "set"),
        transform: Choice.of)
    var resolvers = Choices.standard

    var set: Resolvers {
        switch resolvers {
        case .standard: .standard
        case .calculation: .standard.adding(.calculation)
        }
    }
}

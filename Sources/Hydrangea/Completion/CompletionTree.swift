package import HydrangeaCompose
package import HydrangeaRun
package import HydrangeaTree

/// The config tree to which an unfinished command line refers.
package struct CompletionTree {
    private let setup: Setup
    private let options: ComposeOptions
    private let secrets: Secrets
    private let completing: (Composition) -> Composition
    private let declareSecrets: (Composition) -> Void
    private let choices: (ConfigPath) -> [String]

    package init(
        _ setup: Setup, _ options: ComposeOptions, secrets: Secrets = Secrets(.standard),
        choices: @escaping (ConfigPath) -> [String] = { _ in [] },
        completing: @escaping (Composition) -> Composition = { $0 },
        declareSecrets: @escaping (Composition) -> Void = { _ in }
    ) {
        self.setup = setup
        self.options = options
        self.secrets = secrets
        self.completing = completing
        self.declareSecrets = declareSecrets
        self.choices = choices
    }

    var primaryConfigs: [String] { setup.composer.sources.flatMap { $0.options(inGroup: "") }.sorted() }

    func overrides(before words: [String]) -> Completion {
        var composer = setup.composer
        // The program's own resolvers are not called, because they may be slow.
        composer.resolvers = .standard
        return Completion(
            composer, setup.configName, overrides: options.overrides, secrets: secrets, choices: choices,
            completing: completing, declareSecrets: declareSecrets)
    }
}

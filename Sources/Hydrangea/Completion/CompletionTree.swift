package import HydrangeaCompose
package import HydrangeaRun
package import HydrangeaTree

/// The config tree to which an unfinished command line refers.
package struct CompletionTree {
    private let setup: Setup
    private let options: ComposeOptions
    private let completing: (Composition) -> Composition
    private let redactor: (Composition) -> Redactor
    private let choices: (ConfigPath) -> [String]

    package init(
        _ setup: Setup, _ options: ComposeOptions,
        choices: @escaping (ConfigPath) -> [String] = { _ in [] },
        completing: @escaping (Composition) -> Composition = { $0 },
        redactor: @escaping (Composition) -> Redactor = { _ in Redactor(.standard) }
    ) {
        self.setup = setup
        self.options = options
        self.completing = completing
        self.redactor = redactor
        self.choices = choices
    }

    var primaryConfigs: [String] { setup.composer.sources.flatMap { $0.options(inGroup: "") }.sorted() }

    func overrides(before words: [String]) -> Completion {
        var composer = setup.composer
        // The program's own resolvers are not called, because they may be slow.
        composer.resolvers = .standard
        return Completion(
            composer, setup.configName, overrides: options.overrides, choices: choices,
            completing: completing, redactor: redactor)
    }
}

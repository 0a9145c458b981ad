import HydrangeaCompose
import HydrangeaDecode
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// `--shell-completion`: prints the script that installs completion in a shell, or the candidates that the shell
    /// asks for.
    func complete(_ arguments: AppArguments) throws(ConfigError) {
        switch try CompletionRequest(arguments.compose.overrides, program: invocation.programName) {
        case .print(let script): try console.write(script)
        case .query(let separator):
            let query = try CompletionQuery(invocation.environment)
            let found = query.candidates(AppFlag.all) { tree(for: $0, asked: arguments.compose) }
            if !found.isEmpty { try console.write(found.joined(separator: separator) + "\n") }
        }
    }

    /// The config tree of an unfinished command line, or nil if its flags name none.
    ///
    /// - Parameter asked: The flags of the request itself. They come from a wrapper script such as
    ///   `train -cn big "$@"`.
    private func tree(for words: [String], asked: ComposeOptions) -> CompletionTree? {
        let arguments =
            (try? AppArguments(reading: words)) ?? AppArguments(overrides: words.filter { !$0.hasPrefix("-") })
        var options = arguments.compose
        options.configPath = options.configPath ?? asked.configPath
        options.configName = options.configName ?? asked.configName
        options.configDir = options.configDir ?? asked.configDir
        guard let setup = try? setup(options, EnvironmentOptions()) else { return nil }
        // Both closures are called only to complete a value, because examining the types takes a moment.
        return CompletionTree(
            setup, options,
            choices: { ConfigSchema(of: Config.self).schema(at: $0)?.fewValues ?? [] },
            completing: completed,
            redactor: { redactor.current.adding(places: declaredSecrets(in: $0)) })
    }
}

extension ConfigSchema {
    /// All allowed values as they are typed, if the type has only a few.
    fileprivate var fewValues: [String] {
        let values: [String] =
            switch expanded.shape {
            case .choice(let values): values.map(\.plainText)
            case .boolean: ["true", "false"]
            default: []
            }
        return allowsNull && !values.isEmpty ? values + ["null"] : values
    }
}

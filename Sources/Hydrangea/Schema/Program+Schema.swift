import HydrangeaCompose
import HydrangeaDecode
import HydrangeaTree

extension Program {
    /// `--schema`: prints the JSON schema of the config's files, or of a named group or option.
    func printSchema(_ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let groups = try setup.composer.groups().filter { $0.name != "hydra" && !$0.name.hasPrefix("hydra/") }
        let files = ConfigFiles(
            schema: ConfigSchema(of: Config.self), options: configuration.registeredConfigs, groups: groups,
            composer: setup.composer)
        guard options.overrides.count < 2 else {
            throw AppFlag.mistake(
                "--schema prints one schema, and \(options.overrides.count) are asked for",
                help: "name one group, or none for the whole config")
        }
        try console.write(files.jsonSchema(of: options.overrides.first, program: invocation.programName).text)
    }

    /// `--cfg template`: prints a template for a config file.
    func printTemplate(_ setup: Setup, _ options: ComposeOptions) throws(ConfigError) {
        let composition = try setup.composer.compose(setup.configName, overrides: options.overrides, skipsMissing: true)
        let groups = try setup.composer.groups()
        let chosen = composition.choicesOfPrimary.map { choice in
            let group = choice.key.split(separator: "@", maxSplits: 1).first.map(String.init) ?? ""
            return ConfigTemplate.Group(
                key: choice.key, option: choice.option, options: groups.first { $0.name == group }?.options ?? [],
                path: choice.path)
        }
        try console.write(ConfigTemplate(schema: ConfigSchema(of: Config.self), groups: chosen).text)
    }
}

/// The files of a config tree, with their schemas.
struct ConfigFiles {
    let schema: ConfigSchema
    let options: [ConfigOption]
    let groups: [ConfigGroup]
    let composer: Composer

    /// The schema of a group or an option; of the primary config if `name` is nil.
    func jsonSchema(of name: String?, program: String) throws(ConfigError) -> JSONSchema {
        let all = groups.map { (name: $0.name, options: $0.options) }
        guard let name else {
            return JSONSchema(of: [schema], title: "the config of \(program)", groups: all, isRoot: true)
        }
        let members: [String]
        if let group = groups.first(where: { $0.name == name }) {
            members = group.options.map { "\(name)/\($0)" }
        } else if try composer.place(of: name) != nil {
            members = [name]
        } else {
            throw unknown(name)
        }
        // A file that cannot be read is taken to be at the package of its group.
        let places = members.map {
            (try? composer.place(of: $0)) ?? ConfigPath(name.split(separator: "/").joined(separator: "."))
        }
        let schemas = zip(members, places).flatMap { self.schemas(of: $0, at: $1) }
        return JSONSchema(
            of: schemas.isEmpty ? [ConfigSchema(.any)] : schemas, title: "\(name) of \(program)",
            groups: places.contains { $0.isRoot } ? all : [],
            isRoot: places.contains { $0.isRoot })
    }

    /// The schemas of a config: the type registered for it, the part of the program's type at its place, or else the
    /// types of all options registered at that place.
    private func schemas(of config: String, at path: ConfigPath) -> [ConfigSchema] {
        if let type = options.last(where: { $0.name == config })?.type { return [ConfigSchema(of: type)] }
        if let known = schema.schema(at: path), known.shape != .any { return [known] }
        return options.filter { (try? composer.place(of: $0.name)) == path }.compactMap { option in
            option.type.map { ConfigSchema(of: $0) }
        }
    }

    private func unknown(_ name: String) -> ConfigError {
        let names = groups.map(\.name) + groups.flatMap { group in group.options.map { "\(group.name)/\($0)" } }
        return ConfigError(
            Diagnostic(
                .unknownConfig, "there is no config group or config '\(name)'",
                notes: groups.isEmpty ? [] : ["groups: \(groups.map(\.name).joined(separator: ", "))"],
                help: Suggestion.nearest(to: name, among: names).map { "did you mean --schema \($0)?" }
                    ?? "--schema alone prints that of the whole config"))
    }
}

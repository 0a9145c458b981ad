import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree

/// Multiruns: the list of jobs, and the composition of each.
extension CompositionSession {
    mutating func multirun(_ name: String?, overrides: [Override]) throws(ConfigError) -> Multirun {
        for override in overrides {
            guard case .sweep? = override.value, override.isHydra else { continue }
            throw ConfigError(
                Diagnostic(
                    .commandLine, "the hydra node is the same for all jobs: it cannot be swept",
                    origin: override.origin, length: override.text.count,
                    help: "give '\(override.key)' one value"))
        }
        var composition = try compose(name, overrides: overrides, skipsMissing: true)
        let (swept, batchSize) = try sweeperSettings(composition)
        let all = swept + overrides.filter { !$0.isHydra }
        let repository = self.repository
        let jobs = try JobList(all, rules: rules) { repository.options(inGroup: $0) }
        if let empty = jobs.withoutValues { composition.warnings.append(noJobs(empty)) }
        return Multirun(composition: composition, list: jobs, batchSize: batchSize, session: self)
    }

    /// The warning about a range or a pattern without values. Hydra's sweeper then runs no job, and neither does this
    /// one.
    private func noJobs(_ empty: Override) -> Diagnostic {
        let value = empty.text.unicodeScalars.count - empty.valueColumn + 1
        var diagnostic = Diagnostic(
            .commandLine, "there are no jobs: '\(empty.key)' gets no value", origin: empty.valueOrigin,
            length: max(1, value))
        switch empty.value {
        case .sweep(.glob)?:
            let options = repository.options(inGroup: empty.key)
            diagnostic.notes =
                options.isEmpty
                ? ["'\(empty.key)' is no config group"] : ["options: \(options.joined(separator: ", "))"]
        case .sweep(.range)?:
            diagnostic.help = "range(START,STOP) counts up to STOP; to count down, range(START,STOP,-1)"
        default: break
        }
        return diagnostic
    }

    /// `hydra.sweeper.params` as overrides, and `hydra.sweeper.max_batch_size`.
    private func sweeperSettings(_ composition: Composition) throws(ConfigError) -> ([Override], Int?) {
        let sweeper = try composition.value(at: "hydra.sweeper") ?? .null
        guard case .mapping(let settings) = sweeper.content else {
            throw ConfigError(
                Diagnostic(
                    .typeMismatch, "hydra.sweeper must name a sweeper, this is \(sweeper.kindName)",
                    at: "hydra.sweeper", origin: sweeper.origin,
                    help: "choose one: hydra/sweeper=basic"))
        }
        try checkSweeper(settings, composition)
        var overrides: [Override] = []
        if case .mapping(let params)? = settings["params"]?.content {
            let written = composition.hydra["hydra.sweeper.params"]?.mapping
            for entry in params.entries {
                guard !entry.value.isNull else { throw Self.nullParameter(entry) }
                do throws(ConfigError) {
                    overrides.append(
                        try Override(
                            key: entry.key.description,
                            keyOrigin: written?.entry(for: entry.key)?.keyOrigin ?? entry.keyOrigin,
                            value: PythonText.spelled(entry.value, rules: rules), valueOrigin: entry.value.origin,
                            rules: rules))
                } catch {
                    throw entry.value.isMapping ? Self.nestedParameter(entry) : error
                }
            }
        }
        var size: Int?
        if let node = settings["max_batch_size"], !node.isNull {
            guard case .int(let number) = node.content, number > 0 else {
                throw ConfigError(
                    Diagnostic(
                        .invalidValue, "hydra.sweeper.max_batch_size must be a positive integer",
                        at: "hydra.sweeper.max_batch_size", origin: node.origin,
                        help: "hydra.sweeper.max_batch_size=10, or null for one batch"))
            }
            size = number
        }
        return (overrides, size)
    }

    /// Refuses a sweeper that is not available: the sweeper decides which jobs there are. Overrides may add keys to the
    /// basic one's node, which it ignores.
    private func checkSweeper(_ settings: ConfigMapping, _ composition: Composition) throws(ConfigError) {
        guard let target = settings["_target_"]?.string, target.hasSuffix(".BasicSweeper") else {
            // A key of the node may name another sweeper than the option does.
            let option =
                composition.choices.first { $0.key == "hydra/sweeper" && $0.option != "basic" }?.option
                ?? settings["_target_"]?.string
            let chosen = composition.overrides.last { $0.key == "hydra/sweeper" }
            throw ConfigError(
                Diagnostic(
                    .unknownComponent, "the sweeper \(option.map { "'\($0)' " } ?? "")cannot run here",
                    at: "hydra.sweeper._target_",
                    origin: chosen?.valueOrigin ?? settings["_target_"]?.origin ?? .unknown,
                    length: chosen == nil ? 1 : option?.count ?? 1,
                    notes: ["there is: basic"], help: "hydra/sweeper=basic"))
        }
        let names = ["_target_", "max_batch_size", "params"]
        guard let entry = settings.entries.first(where: { !names.contains($0.key.description) }) else { return }
        throw ConfigError(
            Diagnostic(
                .unknownKey, "the basic sweeper does not know '\(entry.key)'",
                at: ConfigPath("hydra.sweeper").appending(entry.key), origin: entry.keyOrigin,
                length: entry.key.description.count, notes: ["keys: max_batch_size, params"],
                help: "choose the sweeper that it is meant for: hydra/sweeper=NAME"))
    }

    private static func nestedParameter(_ entry: ConfigMapping.Entry) -> ConfigError {
        let inner = entry.value.mapping?.entries.first { !$0.value.isContainer }
        let help = inner.map { "\(entry.key).\($0.key): \($0.value.string ?? "1,2")" } ?? "\(entry.key).KEY: 1,2"
        return ConfigError(
            Diagnostic(
                .typeMismatch, "a parameter of the sweeper is written with its whole path: this is a mapping",
                at: ConfigPath("hydra.sweeper.params").appending(entry.key), origin: entry.value.origin,
                help: "write '\(help)'"))
    }

    private static func nullParameter(_ entry: ConfigMapping.Entry) -> ConfigError {
        ConfigError(
            Diagnostic(
                .typeMismatch, "a parameter of the sweeper cannot be null",
                at: ConfigPath("hydra.sweeper.params").appending(entry.key),
                origin: entry.value.origin, help: "write its values as text: '\(entry.key): 1,2'"))
    }

    /// Composes one job of a multirun: the multirun's overrides of the `hydra` node, then the job's own overrides.
    func composition(of job: [Override], in multirun: Composition) throws(ConfigError) -> Composition {
        var session = self
        let shared = multirun.overrides.filter(\.isHydra)
        let composition = try session.compose(multirun.name, overrides: shared + job, skipsMissing: false)
        for node in ["launcher", "sweeper"]
        where composition.hydra[ConfigPath(node)] != multirun.hydra[ConfigPath(node)] {
            throw ConfigError(
                Diagnostic(
                    .commandLine, "a job cannot change hydra.\(node): it is chosen before the jobs are known",
                    at: ConfigPath("hydra.\(node)"),
                    origin: composition.hydra[ConfigPath(node)]?.origin ?? .unknown,
                    help: "set it in the primary config, or on the command line: hydra/\(node)=OPTION"))
        }
        return composition
    }
}

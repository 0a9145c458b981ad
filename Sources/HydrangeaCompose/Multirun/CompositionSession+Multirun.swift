import HydrangeaGrammar
import HydrangeaTree

/// Multiruns: the list of jobs, and the composition of each.
extension CompositionSession {
    mutating func multirun(_ name: String?, overrides: [Override]) throws(ConfigError) -> Multirun {
        for override in overrides {
            guard case .sweep? = override.value?.content, override.isHydra else { continue }
            throw ConfigError(
                Diagnostic(
                    .commandLine, "the hydra node is the same for all jobs: it cannot be swept",
                    origin: override.origin, length: override.text.count,
                    help: "give '\(override.key)' one value"))
        }
        var composition = try compose(name, overrides: overrides, skipsMissing: true)
        let sweeper = try SweeperSettings(composition, compatibility: compatibility)
        let all = sweeper.overrides + overrides.filter { !$0.isHydra }
        let repository = self.repository
        let jobs = try JobList(all, compatibility: compatibility) { repository.options(inGroup: $0) }
        if let empty = jobs.withoutValues { composition.warnings.append(noJobs(empty)) }
        return Multirun(composition: composition, list: jobs, batchSize: sweeper.batchSize, session: self)
    }

    /// An override with the first value of its sweep; any other override as it is.
    func withFirstValue(_ override: Override) -> Override {
        guard case .sweep(let sweep)? = override.value?.content else { return override }
        var first = override
        first.value?.content =
            switch sweep {
            case .choice(let choice): choice.values.first?.content ?? .null
            case .range(let range): range.start
            case .interval(let interval): interval.start
            case .glob(let glob):
                repository.options(inGroup: override.key.description).first(where: glob.matches).map { .string($0) }
                    ?? .null
            }
        return first
    }

    /// The warning about a range or a pattern without values. As in Hydra, there is then no job.
    private func noJobs(_ empty: Override) -> Diagnostic {
        var diagnostic = Diagnostic(
            .commandLine, "there are no jobs: '\(empty.key)' gets no value", origin: empty.valueOrigin,
            length: max(1, empty.valueText.unicodeScalars.count))
        switch empty.value?.content {
        case .sweep(.glob)?:
            let options = repository.options(inGroup: empty.key.description)
            diagnostic.notes =
                options.isEmpty
                ? ["'\(empty.key)' is no config group"] : ["options: \(options.joined(separator: ", "))"]
        case .sweep(.range)?:
            diagnostic.help = "range(START,STOP) counts up to STOP; to count down, range(START,STOP,-1)"
        default: break
        }
        return diagnostic
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

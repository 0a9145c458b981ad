package import HydrangeaGrammar
public import HydrangeaResolve
public import HydrangeaTree
import HydrangeaYAML

/// Composes a config from its defaults lists and overrides.
///
/// A composer is a value without hidden state: the same input gives the same bytes.
public struct Composer: Sendable {
    /// The inputs of a composition in addition to its sources.
    public struct Context: Sendable {
        /// The variables for `${oc.env:NAME}`. The process's environment is not read.
        public var environment: [String: String] = [:]
        /// The places of the variables that were read from `.env` files, for explanations.
        public var environmentOrigins: [String: Origin] = [:]
        /// `hydra.job.name`, unless the config sets it.
        public var jobName = "app"
        /// The value of `hydra.runtime.cwd`. Relative search paths start there.
        public var workingDirectory = ""
        /// The moment for `${now:…}`, in seconds since 1970.
        public var now: Double = 0
        /// The release of Hydra whose rules apply.
        public var compatibility = Compatibility.hydra1_4

        /// Creates a context without variables, with the time 0 (1970) and the rules of Hydra 1.4.
        public init() {}
    }

    /// The search path. If several sources have a config, the first one is used. `hydra.searchpath` adds sources.
    public var sources: [any ConfigSource]
    /// The resolvers that `${name:…}` can call.
    public var resolvers: Resolvers
    /// The environment, clock and rules of the composition.
    public var context: Context
    /// The defaults of the program's config type, over which all configs are merged. Its keys are the schema.
    public var schema: ConfigNode?
    /// The answers of the program's types; nil for a tree without a program.
    package var types: TypeAnswers?
    /// Configs that the program registers, by their names. They are used if no source has a config of that name.
    public var registered: [String: SourcedConfig] = [:]

    /// - Parameter sources: The search path: ``DirectorySource``, ``MemorySource`` or others. If several have a config,
    ///   the first one is used.
    public init(_ sources: [any ConfigSource], resolvers: Resolvers = .standard, context: Context = Context()) {
        self.sources = sources
        self.resolvers = resolvers
        self.context = context
    }

    /// Composes the config named `name` for a single run. If `name` is nil, the result has only the overrides, the
    /// schema and the `hydra` node.
    ///
    /// Missing values (`???`) and interpolations are kept, as in Hydra.
    ///
    /// - Parameter skipsMissing: True if a group without a choice (`???`) is omitted. Otherwise it is an error.
    /// - Throws: an error if a config is missing or cannot be read, if a defaults list or an override is wrong, or if
    ///   an override is a sweep.
    public func compose(_ name: String?, overrides: [String] = [], skipsMissing: Bool = false) throws(ConfigError)
        -> Composition
    {
        do {
            return try composeWithoutHint(name, overrides, skipsMissing)
        } catch {
            throw hinting(error) { other throws(ConfigError) in
                _ = try other.composeWithoutHint(name, overrides, skipsMissing)
            }
        }
    }

    private func composeWithoutHint(_ name: String?, _ overrides: [String], _ skipsMissing: Bool) throws(ConfigError)
        -> Composition
    {
        var session = try CompositionSession(self)
        let parsed = try session.parse(overrides, primary: name)
        try Self.checkSingle(parsed, isRun: false)
        return try session.compose(name, overrides: parsed, skipsMissing: skipsMissing)
    }

    /// Composes the config from which a multirun's sweeper and launcher are read, and lists the overrides of each of
    /// its jobs.
    ///
    /// - Throws: the errors of ``compose(_:overrides:skipsMissing:)``, and an error for a sweep that cannot be listed,
    ///   such as a range without an end.
    public func jobs(of name: String?, overrides: [String]) throws(ConfigError) -> Multirun {
        do {
            return try multirunByItsRules(name, overrides)
        } catch {
            throw hinting(error) { other throws(ConfigError) in _ = try other.multirunByItsRules(name, overrides) }
        }
    }

    private func multirunByItsRules(_ name: String?, _ overrides: [String]) throws(ConfigError) -> Multirun {
        var session = try CompositionSession(self)
        return try session.multirun(name, overrides: try session.parse(overrides, primary: name))
    }

    /// Composes one of the jobs of a command line that may sweep: each sweep gives its first value. The others are not
    /// listed, so that this takes no longer for a million jobs.
    package func composeAnyJob(of name: String?, overrides: [String]) throws(ConfigError) -> Composition {
        var session = try CompositionSession(self)
        let parsed = try session.parse(overrides, primary: name)
        return try session.compose(name, overrides: parsed.map(session.withFirstValue), skipsMissing: true)
    }

    /// Refuses sweeps in overrides of a single job.
    ///
    /// - Parameter isRun: True if the job runs. Then the help suggests `--multirun`, which other actions do not allow.
    static func checkSingle(_ overrides: [Override], isRun: Bool) throws(ConfigError) {
        for override in overrides {
            if case .sweep? = override.value?.content { throw sweepOutsideMultirun(override, isRun: isRun) }
        }
    }

    /// The error, with a note if the other release's rules accept the input: the flag that selects those rules.
    func hinting(_ error: ConfigError, _ again: (Composer) throws(ConfigError) -> Void) -> ConfigError {
        var other = self
        other.context.compatibility = context.compatibility.other
        guard (try? again(other)) != nil else { return error }
        return error.noting(
            "Hydra \(other.context.compatibility.rawValue)'s rules accept this: --compat \(other.context.compatibility.rawValue)"
        )
    }

    private static func sweepOutsideMultirun(_ override: Override, isRun: Bool) -> ConfigError {
        let origin = override.valueOrigin
        let value = override.valueText
        guard case .sweep(.choice(let choice))? = override.value?.content, choice.isSimple else {
            return ConfigError(
                Diagnostic(
                    .commandLine, "this sweeps over several values, but this is a single run", origin: origin,
                    length: value.count,
                    help: isRun
                        ? "add --multirun to run a job for each" : "give it one value: what is composed is one job's"))
        }
        let list = "\(override.keyText)[\(value)]".shellWord
        return ConfigError(
            Diagnostic(
                .commandLine, "'\(override.key)' is given several values in a single run", origin: origin,
                length: value.count,
                help: "write \(list) for a list, "
                    + (isRun
                        ? "add --multirun to run a job for each, or quote the value for a text with commas"
                        : "or quote the value for a text with commas: what is composed is one job's")))
    }
}

/// The plan of a multirun: its config, and the overrides of its jobs.
public struct Multirun: Sendable {
    /// The config without the overrides of single jobs, from which the sweeper and the launcher are read.
    public var composition: Composition
    /// The overrides of each job. They are computed on demand, so that a list of a hundred thousand jobs needs little
    /// memory.
    package let list: JobList
    /// `hydra.sweeper.max_batch_size`
    let batchSize: Int?
    /// The overrides of each job, in batches of `hydra.sweeper.max_batch_size`.
    public var batches: [[[String]]] { list.batches(of: batchSize) }
    /// The overrides of each job, in order.
    public var jobs: [[String]] { Array(list) }
    /// The session that has read the configs which all jobs share.
    let session: CompositionSession

    /// Composes one of ``jobs``. Its values keep the places where they are written, and the text: a job of `lr=1.10,2`
    /// has the override `lr=1.1`, and a `String` property of the program's type gets `1.10`.
    ///
    /// - Parameter index: The job's number, from 0.
    public func compose(job index: Int) throws(ConfigError) -> Composition {
        guard let overrides = try list.overrides(ofJob: index) else {
            throw ConfigError(Diagnostic(.commandLine, "this sweep has no job \(index)"))
        }
        return try session.composition(of: overrides, in: composition)
    }

    /// Composes a job that need not be one of ``jobs``: a sweeper of one's own may try other values.
    ///
    /// - Parameter overrides: As on the command line, without quotes for a shell.
    public func compose(_ overrides: [String]) throws(ConfigError) -> Composition {
        var parsed: [Override] = []
        for (index, text) in overrides.enumerated() {
            parsed.append(try Override(parsing: text, argument: index + 1, compatibility: session.compatibility))
        }
        return try session.composition(of: parsed, in: composition)
    }

    /// The jobs as Hydra's sweeper prints them: the deletion `~key` is `~key=null`.
    public var printedJobs: some Sequence<[String]> { list.lazy.map { $0.map(JobList.printed) } }
}

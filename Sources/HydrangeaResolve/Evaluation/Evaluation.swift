import HydrangeaGrammar
import HydrangeaTree

/// The work of resolving interpolations of one tree.
///
/// Texts and containers are evaluated by plain functions. A function that needs a node which has no value yet notes it
/// in `needs` and throws `Fault.waiting`: the node is put on a stack and evaluated first, and then the text that needed
/// it is evaluated again, with what is known by then. So nothing calls itself along a chain of references, however long
/// it is. Every node gets its value once, and the calls that an earlier attempt has made are not made again.
struct Evaluation {
    /// Why something has no value, or none yet.
    enum Fault: Error {
        /// A mistake. Its diagnostic has no path as long as nobody has told its place.
        case error(Diagnostic)
        /// A needed value is `???`, and the purpose is to keep that.
        case missing
        /// A needed value has failed, and the reason was reported there.
        case reported
        /// The entries in `needs` must be evaluated first.
        case waiting
    }

    /// What the evaluation is for.
    struct Purpose {
        /// Resolve only texts that are one reference: no resolvers, and nothing that is put together. Other texts fail
        /// without a diagnostic.
        var followsOnlyReferences = false
        /// Do not build messages; the caller discards them.
        var isQuiet = false
        /// Resolve what depends on `???` to `???` instead of reporting an error.
        var keepsMissing = false
        /// Note what each text reads.
        var isTraced = false
    }

    /// Something to evaluate: the text of an entry, or the content of one that is a container.
    struct Task {
        enum Part { case text, content }

        let part: Part
        let entry: Int
        var isStarted = false
    }

    /// A text that is being evaluated.
    struct TextState {
        let entry: Int
        var text: InterpolatedText?
        /// The results of the calls that were made for it, which later attempts take from here.
        var results: [ResolvedValue] = []
        var nextResult = 0
        var trace: ReadTrace
    }

    let resolvers: Resolvers
    let context: ResolverContext
    let purpose: Purpose
    var rules: RuleSet { context.rules }
    /// The reads of each text, when the purpose asks for them.
    var traces: [ReadTrace] = []

    var table = NodeTable()
    let root: Int
    /// The root of the context's tree with the `hydra` node, once something asked for it.
    var hydraRoot: Int?

    /// The tasks that wait for one another. The first attempt at a task starts it.
    var tasks: [Task] = []
    /// The states of the started tasks, in their order.
    var texts: [TextState] = []
    var contents: [ContentState] = []
    /// What the current attempt needs and what has no value yet.
    var needs: [Task] = []

    var calls: [CachedCall: ResolvedValue] = [:]
    var diagnostics: [Diagnostic] = []

    /// The bytes of text and the nodes that interpolations have added so far: see ``ResolutionLimits``.
    var madeText = 0
    var madeNodes = 0
    var callDepth = 0

    init(_ root: ConfigNode, resolvers: Resolvers, context: ResolverContext, purpose: Purpose = Purpose()) {
        self.resolvers = resolvers
        self.context = context
        self.purpose = purpose
        self.root = table.addRoot(root)
    }

    /// The most mistakes that are put into words: more would not help, and each takes time to explain.
    private static let mostDiagnostics = 20

    /// Whether messages are not built, because nobody will read them.
    var isQuiet: Bool { purpose.isQuiet || diagnostics.count >= Self.mostDiagnostics }
}

// MARK: - Results

extension Evaluation {
    /// The node at a path, or why there is none.
    mutating func destination(of path: [ConfigPath.Element]) throws(ConfigError) -> LookupResult {
        try completing { (evaluation) throws(Fault) in try evaluation.lookUp(path, from: evaluation.root) }
    }

    /// The whole tree with everything in it resolved that can be; the rest is as it is written, and `diagnostics` tell
    /// why.
    mutating func resolvedTree() -> ConfigNode {
        let node = table[root].node
        guard node.isContainer else {
            guard let text = node.string, InterpolatedText.mayInterpolate(text) else { return node }
            return (try? value(of: node)) ?? node
        }
        needs = [Task(part: .content, entry: root)]
        run()
        switch table[root].content {
        case .done(let node, _), .failed(let node): return node
        case .fresh, .active: return node
        }
    }

    /// The value of a text that is no node of the tree: references in it start at the root.
    mutating func value(of node: ConfigNode) throws(ConfigError) -> ConfigNode {
        let entry = table.addMade(node, parent: root, element: .key(""))
        return try resolved(try completing { (evaluation) throws(Fault) in try evaluation.value(of: entry) })
    }

    /// A value with everything in it resolved.
    mutating func resolved(_ value: ResolvedValue) throws(ConfigError) -> ConfigNode {
        try completing { (evaluation) throws(Fault) in try evaluation.needContents(of: value) }
        return finished(value)
    }

    /// Attempts something until all that it needs has a value.
    private mutating func completing<Value>(
        _ attempt: (inout Evaluation) throws(Fault) -> Value
    ) throws(ConfigError) -> Value {
        while true {
            needs.removeAll()
            do throws(Fault) { return try attempt(&self) } catch {
                guard case .waiting = error else {
                    if case .error(let diagnostic) = error { diagnostics.append(diagnostic) }
                    throw ConfigError(diagnostics)
                        ?? ConfigError(Diagnostic(.interpolation, "the config cannot be resolved"))
                }
                run()
            }
        }
    }
}

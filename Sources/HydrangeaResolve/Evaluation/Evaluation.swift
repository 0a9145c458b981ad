import HydrangeaGrammar
import HydrangeaTree

/// The state of resolving the interpolations of one tree.
///
/// Texts and containers are evaluated without recursion along references, however long a chain of references is. A
/// function that needs a node without a value adds the node to `needs` and throws `Fault.waiting`. `run()` puts the
/// node on a stack, evaluates it, and then evaluates the waiting text again. Example: for `a: "${b}"`, `b: "${c}"`, the
/// stack holds `a`, `b`, `c` until `c` has its value. Every node gets its value once, and a call that an earlier
/// attempt has made is not made again.
struct Evaluation {
    /// The reason why a part has no value, or has none yet.
    enum Fault: Error {
        /// A mistake. Its diagnostic has no path until the place is known.
        case error(Diagnostic)
        /// A needed value is `???`, and the purpose keeps missing values.
        case missing
        /// A needed value has failed, and its own diagnostic tells the reason.
        case reported
        /// The entries in `needs` must be evaluated first.
        case waiting
    }

    /// Options for the evaluation.
    struct Purpose {
        /// Resolve only texts that are a single reference, such as `${a.b}`. Calls, and texts with several parts, fail
        /// without a diagnostic.
        var followsOnlyReferences = false
        /// Do not build messages; the caller discards them.
        var isQuiet = false
        /// Resolve what depends on `???` to `???` instead of reporting an error.
        var keepsMissing = false
        /// Record the reads of each text in `traces`.
        var isTraced = false
    }

    /// A unit of work: evaluating the text of an entry, or resolving all values of a container.
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
        /// The results of the calls that earlier attempts at this text have made.
        var results: [ResolvedValue] = []
        var nextResult = 0
        var trace: ReadTrace
    }

    let resolvers: Resolvers
    let context: ResolverContext
    let purpose: Purpose
    var compatibility: Compatibility { context.compatibility }
    /// The reads of each text, if `purpose.isTraced`.
    var traces: [ReadTrace] = []

    var table = NodeTable()
    let root: Int
    /// The root of `context.hydra`, added when it is first needed.
    var hydraRoot: Int?

    /// The stack of tasks; each waits for those above it. A task is started by its first attempt.
    var tasks: [Task] = []
    /// The states of the started tasks, in the order of `tasks`: one stack for texts, one for containers.
    var texts: [TextState] = []
    var contents: [ContentState] = []
    /// The tasks that the current attempt needs and that are not done yet.
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

    /// The most diagnostics that are built: a longer list does not help, and each takes time to explain.
    private static let mostDiagnostics = 20

    /// True if messages are not built, because the caller discards them or there are enough.
    var isQuiet: Bool { purpose.isQuiet || diagnostics.count >= Self.mostDiagnostics }
}

// MARK: - Results

extension Evaluation {
    /// The node at a path, or the reason why there is none.
    mutating func destination(of path: [ConfigPath.Element]) throws(ConfigError) -> LookupResult {
        try completing { (evaluation) throws(Fault) in try evaluation.lookUp(path, from: evaluation.root) }
    }

    /// The whole tree, resolved as far as possible. A value that cannot be resolved stays as it is written, with its
    /// reason in `diagnostics`.
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

    /// The value of a text that is not part of the tree. References in it start at the root.
    mutating func value(of node: ConfigNode) throws(ConfigError) -> ConfigNode {
        let entry = table.addMade(node, parent: root, element: .key(""))
        return try resolved(try completing { (evaluation) throws(Fault) in try evaluation.value(of: entry) })
    }

    /// A value with all of its containers resolved.
    mutating func resolved(_ value: ResolvedValue) throws(ConfigError) -> ConfigNode {
        try completing { (evaluation) throws(Fault) in try evaluation.needContents(of: value) }
        return finished(value)
    }

    /// Repeats an attempt until everything that it needs has a value.
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

import HydrangeaGrammar
import HydrangeaTree

/// The work of resolving interpolations of one tree: a stack of texts and containers that wait for one another.
///
/// Nothing here calls itself along a chain of references, however long it is: what needs an unresolved node puts it on
/// the stack and is taken up again when that is done. Every node is evaluated once.
struct Evaluation {
    /// Why a frame is given up.
    enum Fault: Error {
        case error(Diagnostic)
        /// What it needs has no value yet, and that is to be kept as it is.
        case missing
        /// What it needs has failed, and the reason was reported there.
        case reported
    }

    /// The value of a text: that of a node, or one that a resolver asks for.
    struct TextFrame {
        /// The node whose text it is; nil for a text inside the evaluation of another one.
        var cell: Int?
        /// The node that holds the text, and what relative references start from.
        let place: Int
        let home: Int
        let steps: [Program.Step]
        var next = 0
        /// How many values were on the stack before.
        let base: Int
        /// A path that is being followed.
        var walk: Walk?
        /// A standard resolver that waits for an answer.
        var resume: Resume?
    }

    /// What a waiting resolver wants to be told.
    enum Resume {
        case landing(ResolverFrame, @Sendable (Landing) throws(ConfigError) -> Answer)
        case value(ResolverFrame, @Sendable (ConfigNode) throws(ConfigError) -> Answer)
        /// The value that comes is the result.
        case result
    }

    /// A resolver's call that is going on.
    struct ResolverFrame {
        let name: String
        let arguments: [Operand]
        /// The node that was last asked for.
        var found: Operand?

        func argument(_ index: Int) -> Operand { index < arguments.count ? arguments[index] : .value(.null) }
    }

    /// A container whose values are being resolved one after the other.
    struct ContentFrame {
        let cell: Int
        var isStarted = false
        var index = 0
        var count = 0
        /// The container with what is resolved so far. Nothing else may hold it while it is changed, or each change
        /// would copy it.
        var result: Container = .sequence([])
        var measure = Measure(depth: 1, weight: 1)
        /// The child that is being resolved.
        var child: Int?
        var hasFailed = false
    }

    enum Container {
        case mapping(ConfigMapping)
        case sequence([ConfigNode])
    }

    private enum FrameKind { case text, content }

    let resolvers: Resolvers
    let context: ResolverContext
    var rules: RuleSet { context.rules }
    /// Whether only texts that are one reference may be followed: no resolvers, and nothing that is put together.
    var refusesResolvers = false
    var hasRefused = false
    /// Whether nobody will read what is wrong: then it is not put into words.
    var isQuiet = false
    /// Whether what needs a missing value is missing itself, instead of a mistake.
    var keepsMissing = false
    /// What one text reads, when somebody asked for that.
    var trace: ReadTrace?

    var cells = Cells()
    let root: Int
    /// The root of the context's tree with the `hydra` node, once something asked for it.
    var hydraRoot: Int?

    private var order: [FrameKind] = []
    var texts: [TextFrame] = []
    var contents: [ContentFrame] = []
    var operands: [Operand] = []
    var calls: [CachedCall: Operand] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    var madeText = 0
    var madeNodes = 0

    init(_ root: ConfigNode, resolvers: Resolvers, context: ResolverContext) {
        self.resolvers = resolvers
        self.context = context
        self.root = cells.addRoot(root)
    }
}

extension Evaluation {
    /// The node at a path, resolved, or why there is none.
    mutating func landing(at path: [ConfigPath.Element]) throws(ConfigError) -> Result<Operand, Walk.Stop> {
        var walk = Walk(keys: path, cell: root)
        while true {
            let landed: Result<Operand, Walk.Stop>?
            do { landed = try advance(&walk) } catch { throw fatal(error) }
            if let landed { return landed }
            try run()
        }
    }

    /// The whole tree with everything in it resolved.
    mutating func resolvedRoot() throws(ConfigError) -> ConfigNode {
        if cells[root].node.isContainer { return try content(of: root) }
        guard let text = cells[root].node.string, InterpolatedText.mayInterpolate(text) else { return cells[root].node }
        return try value(of: cells[root].node)
    }

    /// What a text evaluates to that is no node of the tree: references in it start at the root.
    mutating func value(of node: ConfigNode) throws(ConfigError) -> ConfigNode {
        let cell = cells.addMade(node, parent: root, element: .key(""))
        while true {
            let operand: Operand?
            do { operand = try outcome(of: cell) } catch { throw fatal(error) }
            if let operand { return try resolved(operand) }
            try run()
        }
    }

    /// A container with everything in it resolved.
    mutating func content(of cell: Int) throws(ConfigError) -> ConfigNode {
        while true {
            switch cells[cell].content {
            case .done(let content): return content.node
            case .failed: throw fatal(.reported)
            case .fresh, .active:
                pushContent(cell)
                try run()
            }
        }
    }

    /// A value with everything in it resolved.
    mutating func resolved(_ operand: Operand) throws(ConfigError) -> ConfigNode {
        for cell in pending(in: [operand]) { _ = try content(of: cell) }
        return finished(operand)
    }

    private func fatal(_ fault: Fault) -> ConfigError {
        var all = diagnostics
        if case .error(let diagnostic) = fault { all.append(diagnostic) }
        return ConfigError(all) ?? ConfigError(Diagnostic(.interpolation, "the config cannot be resolved"))
    }

    /// How many mistakes are looked for: more would not help, and each takes time to explain.
    private static let mostDiagnostics = 20

    /// Works until nothing waits.
    private mutating func run() throws(ConfigError) {
        while let kind = order.last, diagnostics.count < Self.mostDiagnostics {
            do {
                switch kind {
                case .text: try workOnText()
                case .content: try workOnContent()
                }
            } catch {
                giveUp(error)
            }
        }
        if !diagnostics.isEmpty { throw fatal(.reported) }
    }

    /// Reports what went wrong and gives up what waits for it, down to a container whose other values can still be
    /// looked at.
    private mutating func giveUp(_ fault: Fault) {
        var outcome = Progress<Operand>.failed
        switch fault {
        case .error(let diagnostic): diagnostics.append(diagnostic)
        case .missing: outcome = .done(.value(.string("???")))
        case .reported: break
        }
        while order.last == .text {
            let frame = texts.removeLast()
            order.removeLast()
            operands.removeLast(operands.count - frame.base)
            if let cell = frame.cell { cells[cell].outcome = outcome }
        }
        if case .missing = fault { return }
        if order.last == .content {
            contents[contents.count - 1].hasFailed = true
            contents[contents.count - 1].index += 1
            contents[contents.count - 1].child = nil
        }
    }

    mutating func popText() {
        texts.removeLast()
        order.removeLast()
    }

    mutating func popContent() {
        contents.removeLast()
        order.removeLast()
    }

    /// Begins to evaluate the text of a node.
    mutating func pushText(_ cell: Int) throws(Fault) {
        let node = cells[cell].node
        let text: InterpolatedText
        do {
            text = try InterpolatedText(parsing: node.string ?? "", origin: node.origin, rules: rules)
        } catch {
            cells[cell].outcome = .failed
            throw syntaxFault(error, at: cell)
        }
        if refusesResolvers, !text.isLoneReference {
            hasRefused = true
            throw .reported
        }
        cells[cell].outcome = .active
        let parent = cells[cell].parent
        push(
            TextFrame(
                cell: cell, place: cell, home: parent < 0 ? cell : parent, steps: Program(text).steps,
                base: operands.count))
    }

    mutating func push(_ frame: TextFrame) {
        texts.append(frame)
        order.append(.text)
    }

    mutating func pushContent(_ cell: Int) {
        contents.append(ContentFrame(cell: cell))
        order.append(.content)
    }

    /// All diagnostics of a text's syntax but the first are kept; the first is thrown.
    private mutating func syntaxFault(_ error: ConfigError, at cell: Int) -> Fault {
        let path = cells.path(of: cell)
        var all = error.diagnostics
        for index in all.indices where all[index].path == nil { all[index].path = path }
        diagnostics += all.dropLast()
        return all.last.map(Fault.error) ?? .reported
    }

    /// What the text of a node evaluates to; nil when it has been put on the stack.
    mutating func outcome(of cell: Int) throws(Fault) -> Operand? {
        switch cells[cell].outcome {
        case .done(let operand): return operand
        case .failed: throw .reported
        case .active: throw .error(cycle(atText: cell))
        case .fresh:
            try pushText(cell)
            return nil
        }
    }

    /// The interpolated nodes on the stack from the first frame that `isStart` accepts: the members of a cycle.
    func interpolatedCells(from isStart: (_ text: Int?, _ content: Int?) -> Bool) -> [Int] {
        var members: [Int] = []
        var hasStarted = false
        var (nextText, nextContent) = (0, 0)
        for kind in order {
            let member: Int?
            switch kind {
            case .text:
                member = texts[nextText].cell
                hasStarted = hasStarted || isStart(member, nil)
                nextText += 1
            case .content:
                hasStarted =
                    hasStarted || isStart(nil, contents[nextContent].isStarted ? contents[nextContent].cell : nil)
                member = contents[nextContent].child
                nextContent += 1
            }
            if hasStarted, let member, members.last != member, cells[member].node.string != nil {
                members.append(member)
            }
        }
        return members
    }
}

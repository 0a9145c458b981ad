import HydrangeaGrammar
import HydrangeaTree

/// A call that need not be made twice.
struct CachedCall: Hashable {
    let name: String
    let arguments: [ConfigNode]
}

/// Calls of resolvers.
extension Evaluation {
    /// Makes the call of the current step; false when it has to wait for its arguments.
    mutating func call(_ nameParts: [Interpolation.Name], _ count: Int) throws(Fault) -> Bool {
        if refusesResolvers {
            hasRefused = true
            throw .reported
        }
        let names = nameParts.count(where: \.isInterpolated)
        let values = Array(operands.suffix(names + count))
        let name = try self.name(nameParts, values.prefix(names))
        let entry = try entry(named: name)
        let arguments = Array(values.dropFirst(names))
        try checkCount(arguments.count, of: name, entry)
        if case .custom = entry.body {
            // A custom resolver sees plain values, so that what it is given is resolved first.
            if try mustWait(for: arguments) { return false }
        }
        operands.removeLast(values.count)
        try run(name, entry, arguments)
        return true
    }

    private func name(_ nameParts: [Interpolation.Name], _ values: ArraySlice<Operand>) throws(Fault) -> String {
        var values = values
        var parts: [String] = []
        for part in nameParts {
            switch part {
            case .text(let text): parts.append(text)
            case .interpolation, .bracketed:
                guard let value = values.popFirst() else { continue }
                guard let text = written(value).string else { throw resolverNameNotText(written(value)) }
                parts.append(text)
            }
        }
        return parts.joined(separator: ".")
    }

    private func entry(named name: String) throws(Fault) -> Resolvers.Entry {
        guard let entry = resolvers.entries[name] else { throw unknownResolver(name) }
        if entry.isNew, rules == .hydra1_3 { throw newResolver(name) }
        return entry
    }

    private func checkCount(_ count: Int, of name: String, _ entry: Resolvers.Entry) throws(Fault) {
        guard let arity = entry.arity, !arity.contains(count) else { return }
        throw wrongCount(count, of: name, arity, entry.signature)
    }

    private mutating func run(_ name: String, _ entry: Resolvers.Entry, _ arguments: [Operand]) throws(Fault) {
        let place = texts[texts.count - 1].place
        if trace != nil { traceCall(name, arguments) }
        switch entry.body {
        case .standard(let body):
            let hasNullKey = arguments.contains { measure($0).hasNullKey }
            let call = StandardCall(
                name: name, arguments: arguments.map(written), hasNullKey: hasNullKey, signature: entry.signature,
                context: context,
                path: cells.path(of: place))
            let answer: Answer
            do { answer = try body(call) } catch { throw fault(error, in: name) }
            try handle(answer, ResolverFrame(name: name, arguments: arguments))
        case .custom(let body):
            let nodes = arguments.map(finished)
            let key = CachedCall(name: name, arguments: nodes)
            if entry.isCached, let known = calls[key] { return try put(result: known) }
            let call = ResolverCall(
                name: name, arguments: nodes, path: cells.path(of: place), root: cells[cells[place].root].node,
                context: context)
            let node: ConfigNode
            do {
                node =
                    entry.isCached
                    ? try context.cache?.result(of: key) { try body(call) } ?? body(call) : try body(call)
            } catch { throw fault(error, in: name) }
            let result = try bounded(node)
            if entry.isCached { calls[key] = result }
            try put(result: result)
        }
    }

    /// What a resolver gave, when it is not too deep.
    private func bounded(_ node: ConfigNode) throws(Fault) -> Operand {
        let measure = Measure.of(node)
        if measure.depth > Growth.depth { throw .error(placed(Growth.tooDeep)) }
        return .value(node, measure)
    }

    /// Does what a standard resolver asks for.
    private mutating func handle(_ answer: Answer, _ frame: ResolverFrame) throws(Fault) {
        switch answer {
        case .value(let node): try put(result: try bounded(node))
        case .config(let node): try put(config: try bounded(node))
        case .configOfArgument(let index): try put(config: frame.argument(index))
        case .argument(let index): try put(result: frame.argument(index))
        case .found: try put(result: frame.found ?? .value(.null))
        case .select(let selection, let then): try select(selection, frame, then)
        case .evaluate(let expression):
            texts[texts.count - 1].resume = .result
            pushPart(Program(expression).steps, home: texts[texts.count - 1].home)
        case .evaluateAtRoot(let text, let then):
            texts[texts.count - 1].resume = .value(frame, then)
            pushPart(Program(text).steps, home: cells[texts[texts.count - 1].home].root)
        case .call(let name, let nodes, let then):
            let entry = try entry(named: name)
            try checkCount(nodes.count, of: name, entry)
            texts[texts.count - 1].resume = .value(frame, then)
            pushPart(
                nodes.map { .push(.value($0, Measure.of($0))) } + [.call(name: [.text(name)], arguments: nodes.count)],
                home: texts[texts.count - 1].home)
        }
    }

    /// Puts what a resolver gave, which by the rules of 1.4 is never `???`.
    private mutating func put(result: Operand) throws(Fault) {
        if case .value(let node, _) = result, node.isMissing, rules == .hydra1_4 { throw missingResult() }
        put(result)
    }

    /// Puts a config that becomes part of the tree.
    private mutating func put(config operand: Operand) throws(Fault) {
        let frame = texts[texts.count - 1]
        guard cells[frame.home].madeDepth < Growth.made else { throw copiedIntoItself() }
        let cell = cells.addMade(written(operand), parent: frame.home, element: cells[frame.place].element)
        cells[cell].measure = measure(operand)
        put(.cell(cell))
    }

    /// Begins to evaluate something for the text on top, which waits for its value.
    private mutating func pushPart(_ steps: [Program.Step], home: Int) {
        push(TextFrame(cell: nil, place: texts[texts.count - 1].place, home: home, steps: steps, base: operands.count))
    }

    /// Goes on with a resolver that waited for a value.
    mutating func proceed(_ resume: Resume) throws(Fault) -> Bool {
        guard let value = operands.popLast() else { throw .reported }
        switch resume {
        case .result: try put(result: value)
        case .value(let frame, let then):
            let answer: Answer
            do { answer = try then(written(value)) } catch { throw fault(error, in: frame.name) }
            try handle(answer, frame)
        case .landing: throw .reported
        }
        return true
    }

    /// Begins to look for the node that a standard resolver asks for.
    private mutating func select(
        _ selection: Selection, _ frame: ResolverFrame,
        _ then: @escaping @Sendable (Landing) throws(ConfigError) -> Answer
    ) throws(Fault) {
        let top = texts.count - 1
        let (dots, keys, start): (Int, [String], Int?)
        switch selection {
        case .key(let key):
            (dots, keys) = ReferenceKey.split(key, rules: rules)
            start = self.start(dots: dots, from: texts[top].home)
        case .hydra(let key):
            (_, keys) = ReferenceKey.split(key, rules: rules)
            start = hydraCell(from: texts[top].home)
            if start == nil { return try answer(.noHydra, frame, then) }
        }
        guard let start else {
            if rules == .hydra1_3 { throw selectAboveTop(frame.name) }
            return try answer(.absent, frame, then)
        }
        texts[top].walk = Walk(keys: keys.map { .key(.string($0)) }, cell: start)
        texts[top].resume = .landing(frame, then)
    }

    /// Tells a standard resolver what was found.
    mutating func land(
        _ landed: Result<Operand, Walk.Stop>, of walk: Walk, _ frame: ResolverFrame,
        _ then: @Sendable (Landing) throws(ConfigError) -> Answer
    ) throws(Fault) {
        var frame = frame
        switch landed {
        case .success(let operand):
            frame.found = operand
            try answer(.node(written(operand)), frame, then)
        case .failure(let stop):
            switch stop.reason {
            case .noIndex: throw notAnIndex(stop, key: walk.keys[stop.index])
            case .missing where stop.index == walk.keys.count - 1:
                if case .success(let cell) = cells.find(walk.keys[stop.index], in: stop.cell, rules: rules) {
                    frame.found = .cell(cell)
                }
                try answer(.missing, frame, then)
            default: try answer(.absent, frame, then)
            }
        }
    }

    private mutating func answer(
        _ landing: Landing, _ frame: ResolverFrame, _ then: @Sendable (Landing) throws(ConfigError) -> Answer
    ) throws(Fault) {
        let answer: Answer
        do { answer = try then(landing) } catch { throw fault(error, in: frame.name) }
        try handle(answer, frame)
    }

    /// The `hydra` node: the tree's own, or that of the context's tree.
    private mutating func hydraCell(from home: Int) -> Int? {
        let own = cells[home].root
        if let cell = hydra(in: own) { return cell }
        if let hydraRoot { return hydra(in: hydraRoot) }
        guard let tree = context.hydra else { return nil }
        let whole = cells.addRoot(tree)
        hydraRoot = whole
        return hydra(in: whole)
    }

    private mutating func hydra(in root: Int) -> Int? {
        guard case .success(let cell) = cells.find(.key("hydra"), in: root, rules: rules), cells[cell].node.isMapping
        else { return nil }
        return cell
    }
}

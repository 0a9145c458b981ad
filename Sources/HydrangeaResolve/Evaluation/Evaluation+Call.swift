import HydrangeaGrammar
import HydrangeaTree

/// The key under which the result of a cached resolver's call is kept.
struct CachedCall: Hashable {
    let name: String
    let arguments: [ConfigNode]
}

/// Calls of resolvers.
extension Evaluation {
    /// The result of a call.
    mutating func value(of call: Interpolation.Call, home: Int) throws(Fault) -> ResolvedValue {
        if purpose.followsOnlyReferences { throw .reported }
        guard callDepth < ResolutionLimits.calls else { throw .error(ResolutionLimits.tooManyCalls) }
        callDepth += 1
        defer { callDepth -= 1 }
        do throws(Fault) {
            let parts = try each(call.name) { (evaluation, part) throws(Fault) -> ConfigNode in
                switch part {
                case .text(let text): return ConfigNode(.string(text))
                case .interpolation(let inner), .bracketed(let inner):
                    let value = try evaluation.value(of: inner, home: home)
                    return evaluation.written(value)
                }
            }
            let arguments = try each(call.arguments) { (evaluation, argument) throws(Fault) in
                try evaluation.value(of: argument, home: home)
            }
            return try result(of: try name(parts), arguments, home: home)
        } catch { throw placed(error, call.place) }
    }

    private func name(_ parts: [ConfigNode]) throws(Fault) -> String {
        var name = ""
        for (index, part) in parts.enumerated() {
            guard let text = part.string else { throw resolverNameNotText(part) }
            name += index == 0 ? text : "." + text
        }
        return name
    }

    /// The result of calling a resolver with these arguments. By the rules of 1.4 a result `???` is an error.
    mutating func result(of name: String, _ arguments: [ResolvedValue], home: Int) throws(Fault) -> ResolvedValue {
        guard let entry = resolvers.entries[name] else { throw unknownResolver(name) }
        if entry.isNew, !compatibility.hasNewResolvers { throw newResolver(name) }
        if let arity = entry.arity, !arity.contains(arguments.count) {
            throw wrongCount(arguments.count, of: name, arity, entry.signature)
        }
        let result: ResolvedValue
        switch entry.body {
        case .standard(let body):
            result = try body(
                StandardCall(
                    name: name, arguments: arguments.map(written), values: arguments, home: home, entry: entry,
                    context: context), &self)
        case .custom(let body):
            // A custom resolver is called with plain nodes, so the arguments are resolved first.
            _ = try each(arguments) { (evaluation, argument) throws(Fault) in
                try evaluation.needContents(of: argument)
            }
            let nodes = arguments.map { EscapedMissing.decoded(finished($0), compatibility) }
            noteVariables(nodes)
            if entry.readsSecrets { note(.secret) }
            result = try once { (evaluation) throws(Fault) in
                try evaluation.custom(name, nodes, isCached: entry.isCached, body)
            }
        }
        if case .value(let node, _) = result, node.isMissing, !compatibility.resultsMayBeMissing {
            throw missingResult()
        }
        return result
    }

    /// Records a read of each variable whose name is an argument of a custom resolver.
    ///
    /// The evaluation cannot see what a custom resolver reads. A call such as `${credential:API_TOKEN}` is therefore
    /// taken to read `API_TOKEN`.
    private mutating func noteVariables(_ arguments: [ConfigNode]) {
        guard purpose.isTraced else { return }
        for argument in arguments {
            if let name = argument.string, context.environment[name] != nil { note(.environment(name)) }
        }
    }

    private mutating func custom(
        _ name: String, _ arguments: [ConfigNode], isCached: Bool, _ body: (ResolverCall) throws -> ConfigNode
    ) throws(Fault) -> ResolvedValue {
        let key = CachedCall(name: name, arguments: arguments)
        if isCached, let known = calls[key] { return known }
        let call = ResolverCall(
            name: name, arguments: arguments, path: table.path(of: current), root: table[table[current].root].node,
            context: context)
        let node: ConfigNode
        do {
            if isCached, let cache = context.cache {
                node = try cache.result(of: key) { try body(call) }
            } else {
                node = try body(call)
            }
        } catch { throw failed(name, error) }
        let result = try bounded(node)
        if isCached { calls[key] = result }
        return result
    }

    /// The result of a resolver, or an error if its containers are nested too deeply.
    func bounded(_ node: ConfigNode) throws(Fault) -> ResolvedValue {
        let size = TreeSize(of: node)
        if size.depth > ResolutionLimits.depth { throw .error(ResolutionLimits.tooDeep) }
        return .value(node, size)
    }
}

// MARK: - Requests of standard resolvers

extension Evaluation {
    /// The outcome of a standard resolver's search for a node.
    enum Selected {
        case found(ResolvedValue)
        /// The node exists and is `???`.
        case missing(ResolvedValue)
        case absent
    }

    /// Finds the node for a key in the syntax of `oc.select`: absolute, or relative with leading dots.
    ///
    /// - Parameter keysOnly: True if the caller uses only the keys of the mapping that it finds.
    mutating func select(_ key: String, for call: StandardCall, keysOnly: Bool = false) throws(Fault) -> Selected {
        let (dots, keys) = ReferenceKey.split(key, compatibility: compatibility)
        guard let start = start(dots: dots, from: call.home) else {
            if !compatibility.selectsNothingAboveTheTop { throw selectAboveTop(call.name) }
            return .absent
        }
        return try select(keys, from: start, keysOnly: keysOnly)
    }

    /// Finds a node below the `hydra` node. If the tree has no `hydra` node, the one of `context.hydra` is used.
    mutating func selectInHydra(_ key: String, for call: StandardCall) throws(Fault) -> Selected {
        guard let start = hydraEntry(from: call.home) else { throw call.noHydra }
        return try select(ReferenceKey.split(key, compatibility: compatibility).keys, from: start)
    }

    private mutating func select(
        _ keys: [String], from start: Int, keysOnly: Bool = false
    ) throws(Fault) -> Selected {
        switch try lookUp(keys.map { .key(.string($0)) }, from: start) {
        case .success(let found):
            note(keysOnly ? .keys(found.entry) : .value(found.entry))
            return .found(found.value)
        case .failure(let failure):
            let key = ConfigPath.Element.key(.string(keys[failure.index]))
            switch failure.reason {
            case .noIndex: throw notAnIndex(failure, key: key)
            case .missing where failure.index == keys.count - 1:
                guard case .success(let entry) = table.find(key, in: failure.entry, compatibility: compatibility) else {
                    return .absent
                }
                return .missing(.entry(entry))
            default: return .absent
            }
        }
    }

    private mutating func hydraEntry(from home: Int) -> Int? {
        if let entry = hydra(in: table[home].root) { return entry }
        if hydraRoot == nil, let tree = context.hydra { hydraRoot = table.addRoot(tree) }
        return hydraRoot.flatMap { hydra(in: $0) }
    }

    private mutating func hydra(in root: Int) -> Int? {
        guard case .success(let entry) = table.find(.key("hydra"), in: root, compatibility: compatibility),
            table[entry].node.isMapping
        else { return nil }
        return entry
    }

    /// Adds a value to the tree at the place of the call, so that references can lead into it and its own references
    /// are resolved.
    mutating func config(_ value: ResolvedValue, for call: StandardCall) throws(Fault) -> ResolvedValue {
        guard table[call.home].madeDepth < ResolutionLimits.made else { throw copiedIntoItself() }
        return try once { (evaluation) in
            let entry = evaluation.table.addMade(
                evaluation.written(value), parent: call.home, element: evaluation.table[evaluation.current].element)
            evaluation.table[entry].size = evaluation.size(of: value)
            return .entry(entry)
        }
    }
}

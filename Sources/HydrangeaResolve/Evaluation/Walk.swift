import HydrangeaGrammar
import HydrangeaTree

/// A path that is being followed through a tree: keys, and how far it has come.
struct Walk {
    let keys: [ConfigPath.Element]
    var index = 0
    /// The container that the next key is looked for in.
    var cell: Int

    init(keys: [ConfigPath.Element], cell: Int) {
        self.keys = keys
        self.cell = cell
    }

    /// Where and why a path ends before its last key.
    struct Stop: Error {
        let reason: Cells.Dead
        /// The container in which the key was looked for.
        let cell: Int
        /// The key's number in the path.
        let index: Int
    }
}

extension Evaluation {
    /// Follows a path as far as what is resolved allows; nil when it must wait for a node.
    mutating func advance(_ walk: inout Walk) throws(Fault) -> Result<Operand, Walk.Stop>? {
        while walk.index < walk.keys.count {
            let child: Int
            switch cells.find(walk.keys[walk.index], in: walk.cell, rules: rules) {
            case .success(let found): child = found
            case .failure(let reason): return .failure(Walk.Stop(reason: reason, cell: walk.cell, index: walk.index))
            }
            let node = cells[child].node
            if node.isMissing { return .failure(Walk.Stop(reason: .missing, cell: walk.cell, index: walk.index)) }
            var reached = Operand.cell(child)
            if let text = node.string, InterpolatedText.mayInterpolate(text) {
                guard let outcome = try outcome(of: child) else { return nil }
                reached = outcome
            }
            let isLast = walk.index == walk.keys.count - 1
            if isLast { return .success(reached) }
            guard case .cell(let next) = reached, cells[next].node.isContainer else {
                return .failure(Walk.Stop(reason: .noContainer(written(reached)), cell: walk.cell, index: walk.index))
            }
            walk.cell = next
            walk.index += 1
        }
        return .success(.cell(walk.cell))
    }

    /// A value as it is written, interpolations kept.
    func written(_ operand: Operand) -> ConfigNode {
        switch operand {
        case .value(let node, _): node
        case .cell(let cell): cells[cell].node
        case .list(let items, _): ConfigNode(.sequence(items.map(written)))
        case .map(let pairs, _): ConfigNode(.mapping(ConfigMapping(pairs.map { ($0, written($1)) })))
        }
    }

    /// The measure of a value as it is written.
    mutating func measure(_ operand: Operand) -> Measure {
        switch operand {
        case .value(_, let measure), .list(_, let measure), .map(_, let measure): return measure
        case .cell(let cell):
            if let known = cells[cell].measure { return known }
            let measure = Measure.of(cells[cell].node)
            cells[cell].measure = measure
            return measure
        }
    }

    /// The containers of the tree in these values whose contents are not resolved yet.
    func pending(in operands: [Operand]) -> [Int] {
        var result: [Int] = []
        for operand in operands {
            switch operand {
            case .value: continue
            case .cell(let cell):
                guard cells[cell].node.isContainer else { continue }
                if case .done = cells[cell].content { continue }
                result.append(cell)
            case .list(let items, _): result += pending(in: items)
            case .map(let pairs, _): result += pending(in: pairs.map(\.1))
            }
        }
        return result
    }

    /// Puts the containers in these values on the stack that are not resolved yet; false when all are.
    mutating func mustWait(for operands: [Operand]) throws(Fault) -> Bool {
        let waiting = pending(in: operands)
        for cell in waiting {
            if case .failed = cells[cell].content { throw .reported }
            pushContent(cell)
        }
        return !waiting.isEmpty
    }

    /// A value whose containers are all resolved, as a node.
    func finished(_ operand: Operand) -> ConfigNode {
        switch operand {
        case .value(let node, _): return node
        case .cell(let cell):
            if case .done(let content) = cells[cell].content { return content.node }
            return cells[cell].node
        case .list(let items, _): return ConfigNode(.sequence(items.map(finished)))
        case .map(let pairs, _): return ConfigNode(.mapping(ConfigMapping(pairs.map { ($0, finished($1)) })))
        }
    }
}

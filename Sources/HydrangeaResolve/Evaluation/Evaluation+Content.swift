import HydrangeaGrammar
import HydrangeaTree

/// Containers: every value in them resolved, in order.
extension Evaluation {
    mutating func workOnContent() throws(Fault) {
        let top = contents.count - 1
        let cell = contents[top].cell
        if !contents[top].isStarted {
            switch cells[cell].content {
            case .done, .failed: return popContent()
            case .active:
                popContent()
                throw .error(cycle(atContent: cell))
            case .fresh: start(cell)
            }
        }
        while contents[top].index < contents[top].count {
            guard let (element, value) = child(of: cell, at: contents[top].index), try take(value, element: element)
            else { return }
        }
        finish(top)
    }

    private mutating func start(_ cell: Int) {
        cells[cell].content = .active
        let top = contents.count - 1
        contents[top].isStarted = true
        switch cells[cell].node.content {
        case .mapping(let mapping):
            contents[top].count = mapping.count
            contents[top].result = .mapping(mapping)
        case .sequence(let items):
            contents[top].count = items.count
            contents[top].result = .sequence(items)
        default: break
        }
    }

    /// A value of a container as written.
    private func child(of cell: Int, at index: Int) -> (ConfigPath.Element, ConfigNode)? {
        switch cells[cell].node.content {
        case .mapping(let mapping): (.key(mapping.entries[index].key), mapping.entries[index].value)
        case .sequence(let items): (.index(index), items[index])
        default: nil
        }
    }

    private mutating func finish(_ top: Int) {
        let frame = contents[top]
        popContent()
        guard !frame.hasFailed else {
            cells[frame.cell].content = .failed
            return
        }
        let content: ConfigNode.Content =
            switch frame.result {
            case .mapping(let mapping): .mapping(mapping)
            case .sequence(let items): .sequence(items)
            }
        cells[frame.cell].content = .done((ConfigNode(content, origin: cells[frame.cell].node.origin), frame.measure))
    }

    /// Resolves one value of the container on top; false when it must wait.
    private mutating func take(_ node: ConfigNode, element: ConfigPath.Element) throws(Fault) -> Bool {
        switch node.content {
        case .string(let text):
            guard InterpolatedText.mayInterpolate(text) else { return skip(.scalar) }
            let child = child(node, element)
            guard let operand = try outcome(of: child) else { return false }
            if case .cell(let target) = operand, cells[target].node.isContainer {
                guard let content = try content(ofReferred: target) else { return false }
                try count(content.measure, from: child)
                return put(content.node, content.measure)
            }
            return put(finished(operand), measure(operand))
        case .sequence(let items) where items.allSatisfy(Self.isPlain), .sequence(let items) where items.isEmpty:
            return skip(Measure(depth: 1, weight: items.count + 1))
        case .mapping(let mapping) where mapping.entries.allSatisfy({ Self.isPlain($0.value) }):
            return skip(Measure(depth: 1, weight: mapping.count + 1))
        case .sequence, .mapping:
            guard let content = try content(ofReferred: child(node, element)) else { return false }
            return put(content.node, content.measure)
        default: return skip(.scalar)
        }
    }

    /// Whether a node needs no work: neither a container nor text with interpolations.
    private static func isPlain(_ node: ConfigNode) -> Bool {
        switch node.content {
        case .string(let text): !InterpolatedText.mayInterpolate(text)
        case .sequence, .mapping: false
        default: true
        }
    }

    private mutating func child(_ node: ConfigNode, _ element: ConfigPath.Element) -> Int {
        let top = contents.count - 1
        if let child = contents[top].child { return child }
        let child = cells.child(of: contents[top].cell, at: contents[top].index, element: element, node: node)
        contents[top].child = child
        return child
    }

    private mutating func content(ofReferred cell: Int) throws(Fault) -> (node: ConfigNode, measure: Measure)? {
        switch cells[cell].content {
        case .done(let content): return content
        case .failed: throw .reported
        case .active: throw .error(cycle(atContent: cell))
        case .fresh:
            pushContent(cell)
            return nil
        }
    }

    /// Goes on to the next value and leaves this one as it is.
    private mutating func skip(_ measure: Measure) -> Bool {
        let top = contents.count - 1
        contents[top].measure.add(measure)
        contents[top].index += 1
        contents[top].child = nil
        return true
    }

    private mutating func put(_ node: ConfigNode, _ measure: Measure) -> Bool {
        let top = contents.count - 1
        contents[top].result.replace(at: contents[top].index, with: node)
        return skip(measure)
    }

    /// Counts what a reference to a container brings in.
    private mutating func count(_ measure: Measure, from cell: Int) throws(Fault) {
        madeNodes += min(measure.weight, Growth.nodes + 1)
        if madeNodes > Growth.nodes { throw .error(placed(Growth.tooManyNodes(Growth.nodes), at: cell)) }
        if measure.depth > Growth.depth { throw .error(placed(Growth.tooDeep, at: cell)) }
    }
}

extension Evaluation.Container {
    /// Puts another value at a position, in place.
    fileprivate mutating func replace(at index: Int, with node: ConfigNode) {
        switch self {
        case .mapping(var mapping):
            self = .sequence([])
            mapping.update(at: index) { $0 = node }
            self = .mapping(mapping)
        case .sequence(var items):
            self = .sequence([])
            items[index] = node
            self = .sequence(items)
        }
    }
}

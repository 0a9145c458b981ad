import HydrangeaGrammar
import HydrangeaTree

/// Texts: the steps of one after the other, each taking what it needs from the stack of values.
extension Evaluation {
    mutating func workOnText() throws(Fault) {
        let top = texts.count - 1
        while texts.count == top + 1 {
            if texts[top].walk != nil {
                guard try follow() else { return }
            } else if let resume = texts[top].resume {
                texts[top].resume = nil
                guard try proceed(resume) else { return }
            } else if texts[top].next < texts[top].steps.count {
                guard try perform(texts[top].steps[texts[top].next]) else { return }
            } else {
                guard try finish(top) else { return }
            }
        }
    }

    /// Does one step; false when it has to wait and will be done again.
    private mutating func perform(_ step: Program.Step) throws(Fault) -> Bool {
        switch step {
        case .push(let operand): put(operand)
        case .reference(let reference): try begin(reference)
        case .call(let name, let count): return try call(name, count)
        case .join(let text): put(try joined(text))
        case .list(let count):
            let items = take(count)
            try put(list: items)
        case .map(let keys):
            let values = take(keys.count)
            try put(map: Array(zip(keys, values)))
        }
        return true
    }

    /// Puts the result of a step and goes on to the next.
    mutating func put(_ operand: Operand) {
        operands.append(operand)
        texts[texts.count - 1].next += 1
    }

    /// Takes the last values off the stack.
    mutating func take(_ count: Int) -> [Operand] {
        let taken = Array(operands.suffix(count))
        operands.removeLast(taken.count)
        return taken
    }

    private mutating func put(list items: [Operand]) throws(Fault) {
        let measure = try bounded(items)
        if items.allSatisfy(\.isValue) {
            put(.value(ConfigNode(.sequence(items.map(written))), measure))
        } else {
            put(.list(items, measure))
        }
    }

    private mutating func put(map pairs: [(ConfigKey, Operand)]) throws(Fault) {
        let measure = try bounded(pairs.map(\.1), hasNullKey: pairs.contains { $0.0 == .null })
        if pairs.allSatisfy(\.1.isValue) {
            put(.value(ConfigNode(.mapping(ConfigMapping(pairs.map { ($0, written($1)) }))), measure))
        } else {
            put(.map(pairs, measure))
        }
    }

    /// The measure of a new container, when it is not too large.
    private mutating func bounded(_ parts: [Operand], hasNullKey: Bool = false) throws(Fault) -> Measure {
        var measure = Measure(depth: 1, weight: 1, hasNullKey: hasNullKey)
        for part in parts { measure.add(self.measure(part)) }
        if measure.depth > Growth.depth { throw .error(placed(Growth.tooDeep)) }
        if measure.weight > Growth.parts { throw .error(placed(Growth.tooManyNodes(Growth.parts))) }
        return measure
    }

    /// A text with the values of its interpolations in it.
    private mutating func joined(_ text: InterpolatedText) throws(Fault) -> Operand {
        let count = text.parts.count { if case .interpolation = $0 { true } else { false } }
        var values = take(count)[...]
        var result = PythonText(rules: rules, limit: Growth.text - madeText)
        var hasEscapedMissing = false
        for part in text.parts {
            switch part {
            case .text(let literal): result.append(literal)
            case .interpolation:
                guard let value = values.popFirst() else { continue }
                let node = written(value)
                if let text = node.string, EscapedMissing.isEscaped(text, rules) { hasEscapedMissing = true }
                result.append(node)
            }
        }
        madeText += result.text.utf8.count
        if result.isCut { throw .error(placed(Growth.tooMuchText)) }
        let isText = hasEscapedMissing && EscapedMissing.hasSpelling(result.text)
        return .value(.string(isText ? "\\" + result.text : result.text))
    }

    /// Ends a text: its value is the node's, or what another text waits for. False when it has to wait.
    private mutating func finish(_ top: Int) throws(Fault) -> Bool {
        guard let result = operands.last, operands.count > texts[top].base else { throw .reported }
        guard let cell = texts[top].cell else {
            popText()
            return true
        }
        switch result {
        case .list, .map:
            if try mustWait(for: [result]) { return false }
        case .value, .cell: break
        }
        operands.removeLast()
        popText()
        cells[cell].outcome = .done(try final(result, at: cell))
        return true
    }

    /// A node's value with the node's own place, or the error that it may not be `???`.
    private mutating func final(_ result: Operand, at cell: Int) throws(Fault) -> Operand {
        if case .cell = result { return result }
        var node = finished(result)
        if node.isMissing, rules == .hydra1_4 {
            cells[cell].outcome = keepsMissing ? .done(.value(.string("???"))) : .failed
            throw missingResult(at: cell)
        }
        if node.isContainer { node = EscapedMissing.encoded(node, rules) }
        node.origin = cells[cell].node.origin
        return .value(node, measure(result))
    }
}

extension Operand {
    /// Whether it holds no node of the tree.
    var isValue: Bool { if case .value = self { true } else { false } }
}

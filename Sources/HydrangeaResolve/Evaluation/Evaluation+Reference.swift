import HydrangeaGrammar
import HydrangeaTree

/// References: where they start, and what becomes of where they lead.
extension Evaluation {
    /// Begins to follow the reference of the current step.
    mutating func begin(_ reference: Interpolation.Reference) throws(Fault) {
        var dots = reference.dots
        var keys: [ConfigPath.Element] = []
        keys.reserveCapacity(reference.keys.count)
        var values = take(reference.keys.count(where: \.isInterpolated))[...]
        for (index, key) in reference.keys.enumerated() {
            let isFirst = keys.isEmpty
            // Nothing but dots stood before, or nothing at all: the dot behind that leads too.
            if isFirst, index > 0, !key.isBracketed { dots += 1 }
            switch key {
            case .text(let text): keys.append(.key(.string(text)))
            case .interpolation:
                guard let value = values.popFirst() else { continue }
                let text = try keyText(value)
                var parts = DottedPath.keys(of: text, rules: rules)
                if isFirst {
                    let split = ReferenceKey.split(text, rules: rules)
                    dots += split.dots
                    parts = split.keys
                }
                keys += parts.map { .key(.string($0)) }
            case .bracketed:
                guard let value = values.popFirst() else { continue }
                keys += DottedPath.keys(of: "[\(try keyText(value))]", rules: rules).map { .key(.string($0)) }
            }
        }
        guard let start = start(dots: dots, from: texts[texts.count - 1].home) else { throw aboveTop(reference) }
        texts[texts.count - 1].walk = Walk(keys: keys, cell: start)
    }

    /// The container that so many leading dots mean; nil above the top.
    func start(dots: Int, from home: Int) -> Int? {
        if dots == 0 { return cells[home].root }
        var cell = home
        for _ in 1..<dots {
            cell = cells[cell].parent
            if cell < 0 { return nil }
        }
        return cell
    }

    /// The text of an interpolated key: text, or by the rules of 1.4 an integer.
    private func keyText(_ value: Operand) throws(Fault) -> String {
        let node = written(value)
        switch node.content {
        case .string(let text): return EscapedMissing.decoded(text, rules)
        case .int(let number) where rules == .hydra1_4: return String(number)
        case .bigInt(let number) where rules == .hydra1_4: return number.description
        default: throw keyNotText(node)
        }
    }

    /// Follows the path of the current step; false when it has to wait.
    mutating func follow() throws(Fault) -> Bool {
        let top = texts.count - 1
        guard var walk = texts[top].walk else { return true }
        let landed = try advance(&walk)
        texts[top].walk = walk
        guard let landed else { return false }
        texts[top].walk = nil
        if trace != nil { traceLanding(landed, of: walk) }
        if case .landing(let frame, let then) = texts[top].resume {
            texts[top].resume = nil
            try land(landed, of: walk, frame, then)
            return true
        }
        switch landed {
        case .success(let operand):
            if keepsMissing, case .value(let node, _) = operand, node.isMissing { throw .missing }
            try refuseAncestor(operand)
            put(operand)
        case .failure(let stop): throw nowhere(stop, keys: walk.keys)
        }
        return true
    }

    /// A reference may not lead to a container that it stands in.
    private func refuseAncestor(_ operand: Operand) throws(Fault) {
        guard case .cell(let target) = operand, cells[target].node.isContainer else { return }
        guard cells.isCell(texts[texts.count - 1].home, within: target) else { return }
        throw containsItself(target)
    }
}

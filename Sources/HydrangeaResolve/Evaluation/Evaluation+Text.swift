import HydrangeaGrammar
import HydrangeaTree

/// Evaluation of texts and arguments. Relative references in them start at the entry `home`.
extension Evaluation {
    /// The value of a text. It is text, unless the text is a single interpolation: then the value keeps its type.
    mutating func value(of text: InterpolatedText, home: Int) throws(Fault) -> ResolvedValue {
        if let lone = text.lone { return try value(of: lone, home: home) }
        return try joined(text, home: home, isWhole: true)
    }

    mutating func value(of interpolation: Interpolation, home: Int) throws(Fault) -> ResolvedValue {
        switch interpolation {
        case .reference(let reference): try value(of: reference, home: home)
        case .call(let call): try value(of: call, home: home)
        }
    }

    /// The value of an argument of a call, or of an expression that `oc.decode` reads.
    mutating func value(of argument: Interpolation.Argument, home: Int) throws(Fault) -> ResolvedValue {
        switch argument {
        case .null: return .value(.null)
        case .bool(let value): return .value(.bool(value))
        case .int(let value): return .value(.int(value))
        case .bigInt(let value): return .value(.bigInt(value))
        case .float(let value): return .value(.float(value))
        case .string(let text): return .value(.string(text))
        case .text(let text): return try joined(text, home: home)
        case .interpolation(let interpolation): return try value(of: interpolation, home: home)
        case .list(let items):
            let values = try each(items) { (evaluation, item) throws(Fault) in
                try evaluation.value(of: item, home: home)
            }
            let size = try size(ofContainerOf: values)
            guard values.allSatisfy(\.isValue) else { return .list(values, size) }
            return .value(ConfigNode(.sequence(values.map(written))), size)
        case .map(let pairs):
            let values = try each(pairs) { (evaluation, pair) throws(Fault) in
                try evaluation.value(of: pair.value, home: home)
            }
            let size = try size(ofContainerOf: values, hasNullKey: pairs.contains { $0.key == .null })
            guard values.allSatisfy(\.isValue) else { return .map(Array(zip(pairs.map(\.key), values)), size) }
            return .value(ConfigNode(.mapping(ConfigMapping(zip(pairs, values).map { ($0.key, written($1)) }))), size)
        }
    }

    /// The size of a list or mapping of these values, or an error if it exceeds a limit.
    private mutating func size(
        ofContainerOf parts: [ResolvedValue], hasNullKey: Bool = false
    ) throws(Fault) -> TreeSize {
        var size = TreeSize.container(hasNullKey: hasNullKey)
        for part in parts { size.add(self.size(of: part)) }
        if size.depth > ResolutionLimits.depth { throw .error(ResolutionLimits.tooDeep) }
        if size.nodes > ResolutionLimits.parts { throw .error(ResolutionLimits.tooManyNodes(ResolutionLimits.parts)) }
        return size
    }

    /// A text with its interpolations replaced by their values.
    ///
    /// - Parameter isWhole: True for the whole text of a node, false for an argument in it.
    private mutating func joined(
        _ text: InterpolatedText, home: Int, isWhole: Bool = false
    ) throws(Fault) -> ResolvedValue {
        var number = 0
        let parts = try each(text.parts) { (evaluation, part) throws(Fault) -> ResolvedValue? in
            if isWhole { evaluation.tracePart(number) }
            number += 1
            switch part {
            case .text: return nil
            case .interpolation(let interpolation): return try evaluation.value(of: interpolation, home: home)
            }
        }
        var result = PythonText(compatibility: compatibility, limit: ResolutionLimits.text - madeText)
        var hasEscapedMissing = false
        for (part, value) in zip(text.parts, parts) {
            if let node = value.map(written) {
                if let text = node.string, EscapedMissing.isEscaped(text, compatibility) { hasEscapedMissing = true }
                result.append(node)
            } else if case .text(let literal) = part {
                result.append(literal)
            }
            if isWhole { traceEnd(of: result) }
        }
        madeText += result.text.utf8.count
        if result.isCut { throw .error(ResolutionLimits.tooMuchText) }
        let isText = hasEscapedMissing && EscapedMissing.hasSpelling(result.text)
        return .value(.string(isText ? "\\" + result.text : result.text))
    }
}

import HydrangeaGrammar
import HydrangeaTree

/// The node at the end of a path, or the reason why the path ends early.
typealias LookupResult = Result<Found, LookupFailure>

/// The last node of a path, and its value: the node itself, or the value of its interpolation.
struct Found {
    let entry: Int
    let value: ResolvedValue
}

/// The position at which a path ends before its last key, and the reason.
struct LookupFailure: Error {
    let reason: NodeTable.DeadEnd
    /// The container that lacks the key.
    let entry: Int
    /// The key's position in the path.
    let index: Int
}

/// Evaluation of references.
extension Evaluation {
    mutating func value(of reference: Interpolation.Reference, home: Int) throws(Fault) -> ResolvedValue {
        do throws(Fault) {
            let (dots, keys) = try path(of: reference, home: home)
            guard let start = start(dots: dots, from: home) else { throw aboveTop(reference) }
            switch try lookUp(keys, from: start) {
            case .success(let found):
                note(.value(found.entry))
                if purpose.keepsMissing, case .value(let node, _) = found.value, node.isMissing { throw .missing }
                try refuseAncestor(found.value, of: home, reference)
                return found.value
            case .failure(let failure): throw nowhere(failure, keys: keys, reference)
            }
        } catch { throw placed(error, reference.place) }
    }

    /// The leading dots and the keys of a reference.
    private mutating func path(
        of reference: Interpolation.Reference, home: Int
    ) throws(Fault) -> (dots: Int, keys: [ConfigPath.Element]) {
        var keys: [ConfigPath.Element] = []
        keys.reserveCapacity(reference.keys.count)
        for key in reference.keys {
            guard case .text(let text) = key else { return try interpolatedPath(of: reference, home: home) }
            keys.append(.key(.string(text)))
        }
        return (reference.dots, keys)
    }

    /// The leading dots and the keys of a reference whose keys contain interpolations, such as `${.${name}.size}`.
    private mutating func interpolatedPath(
        of reference: Interpolation.Reference, home: Int
    ) throws(Fault) -> (dots: Int, keys: [ConfigPath.Element]) {
        let texts = try each(reference.keys) { (evaluation, key) throws(Fault) -> String in
            switch key {
            case .text(let text): return text
            case .interpolation(let inner), .bracketed(let inner):
                let value = try evaluation.value(of: inner, home: home)
                return try evaluation.keyText(value)
            }
        }
        var dots = reference.dots
        var keys: [ConfigPath.Element] = []
        for (index, (key, text)) in zip(reference.keys, texts).enumerated() {
            let isFirst = keys.isEmpty
            // No key precedes this one, so the dot before it is a leading dot, as in `${${empty}.a}`.
            if isFirst, index > 0, !key.isBracketed { dots += 1 }
            switch key {
            case .text: keys.append(.key(.string(text)))
            case .interpolation where isFirst:
                let split = ReferenceKey.split(text, compatibility: compatibility)
                dots += split.dots
                keys += split.keys.map { .key(.string($0)) }
            case .interpolation:
                keys += DottedPath.keys(of: text, compatibility: compatibility).map { .key(.string($0)) }
            case .bracketed:
                keys += DottedPath.keys(of: "[\(text)]", compatibility: compatibility).map { .key(.string($0)) }
            }
        }
        return (dots, keys)
    }

    /// The text of an interpolated key. By the rules of 1.4 an integer is a key, too.
    private func keyText(_ value: ResolvedValue) throws(Fault) -> String {
        let node = written(value)
        switch node.content {
        case .string(let text): return EscapedMissing.decoded(text, compatibility)
        case .int(let number) where compatibility.pathsReachIntegerKeys: return String(number)
        case .bigInt(let number) where compatibility.pathsReachIntegerKeys: return number.description
        default: throw keyNotText(node)
        }
    }

    /// The container at which a reference with `dots` leading dots starts; nil if it is above the root.
    func start(dots: Int, from home: Int) -> Int? {
        if dots == 0 { return table[home].root }
        var entry = home
        for _ in 1..<dots {
            entry = table[entry].parent
            if entry < 0 { return nil }
        }
        return entry
    }

    /// Looks up a path from a container. Interpolations on the way are evaluated and followed.
    mutating func lookUp(_ keys: [ConfigPath.Element], from start: Int) throws(Fault) -> LookupResult {
        var container = start
        for (index, key) in keys.enumerated() {
            func failure(_ reason: NodeTable.DeadEnd) -> LookupResult {
                .failure(LookupFailure(reason: reason, entry: container, index: index))
            }
            let child: Int
            switch table.find(key, in: container, compatibility: compatibility) {
            case .success(let found): child = found
            case .failure(let reason): return failure(reason)
            }
            let node = table[child].node
            if node.isMissing { return failure(.missing) }
            var reached = ResolvedValue.entry(child)
            if let text = node.string, InterpolatedText.mayInterpolate(text) { reached = try value(of: child) }
            if index == keys.count - 1 { return .success(Found(entry: child, value: reached)) }
            guard case .entry(let next) = reached, table[next].node.isContainer else {
                return failure(.noContainer(written(reached)))
            }
            container = next
        }
        return .success(Found(entry: container, value: .entry(container)))
    }

    /// Refuses a reference to a container that contains the reference: `a: {b: "${a}"}`.
    private func refuseAncestor(
        _ value: ResolvedValue, of home: Int, _ reference: Interpolation.Reference
    ) throws(Fault) {
        guard case .entry(let target) = value, table[target].node.isContainer, table.isEntry(home, within: target)
        else { return }
        throw containsItself(target, reference)
    }
}

extension Interpolation.Name {
    /// True if the name is in brackets, so that no dot precedes it.
    fileprivate var isBracketed: Bool { if case .bracketed = self { true } else { false } }
}

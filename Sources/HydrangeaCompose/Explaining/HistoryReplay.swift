import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree

/// Replays the merges of a composition and records the effect of each layer on one path.
///
/// The replay compares the tree before and after each layer. Reading the layers only would miss indirect changes: an
/// override that is written through a reference, or a config that replaces the parent mapping by a scalar.
struct HistoryReplay {
    private let path: ConfigPath
    private let composition: Composition
    private var root = ConfigNode(.mapping([:]))
    private var found: [Composition.ValueStep] = []

    init(of path: ConfigPath, in composition: Composition) {
        self.path = path
        self.composition = composition
    }

    mutating func steps() -> [Composition.ValueStep] {
        // The same merges succeeded before. If one fails nevertheless, the steps found so far are still true.
        do throws(ConfigError) { try replay() } catch { return found }
        return found
    }

    private mutating func replay() throws(ConfigError) {
        let composer = composition.composer
        var merge = TreeMerge(
            compatibility: composer.context.compatibility, follow: composer.interpolatorWhileComposing.container)
        var schema = composer.schema
        for layer in composition.layers {
            if !layer.isBuiltIn, let defaults = schema.take() { try lay(defaults, with: &merge) }
            let before = root[path]
            try merge.merge(layer.node, into: &root)
            let inclusions = composition.defaultsTree.inclusions(of: layer.defaultsNode)
            note(.config(layer.config, package: layer.package), gave: layer.node[path], before, inclusions: inclusions)
        }
        if let defaults = schema.take() { try lay(defaults, with: &merge) }
        let values = ValueOverrides(
            interpolator: composer.interpolatorWhileComposing, compatibility: composer.context.compatibility,
            types: composer.types)
        for override in composition.valueOverrides {
            var before = root[path]
            for taken in try values.apply(override, to: &root) {
                guard let value = path.rest(below: taken.path).flatMap({ taken.value[$0] }) else { continue }
                note(typeDefault: value)
                before = value
            }
            note(override, before)
        }
        noteProgram()
    }

    private mutating func lay(_ defaults: ConfigNode, with merge: inout TreeMerge) throws(ConfigError) {
        try merge.merge(defaults, into: &root)
        if let value = defaults[path] { note(typeDefault: value) }
    }

    private mutating func note(typeDefault value: ConfigNode) {
        found.append(
            Composition.ValueStep(
                layer: .type(value.origin.source?.name ?? "the program's type"), effect: .set, value: value,
                origin: value.origin, inclusions: []))
    }

    /// Records the effect of a layer; `given` is the layer's own value at the path.
    private mutating func note(
        _ layer: Composition.ValueStep.Layer, gave given: ConfigNode?, _ before: ConfigNode?,
        inclusions: [Composition.Inclusion]
    ) {
        let after = root[path]
        let effect: Composition.ValueStep.Effect
        if let given {
            let isKept = given.isMissing && before != nil
            effect = isKept ? .kept : given.isMapping && before?.isMapping == true ? .merged : .set
        } else {
            guard !isSame(before, after) else { return }
            effect = after == nil ? .deleted : .set
        }
        let value = given ?? after
        found.append(
            Composition.ValueStep(
                layer: layer, effect: effect, value: value, origin: value?.origin ?? .unknown, inclusions: inclusions))
    }

    private mutating func note(_ override: Override, _ before: ConfigNode?) {
        let count = found.count
        note(.override(override.text), gave: given(by: override), before, inclusions: [])
        guard found.count > count else { return }
        found[count].origin = override.origin
        if override.operation == .extendList, found[count].effect == .set { found[count].effect = .extended }
    }

    /// The value of an override at the path, if it is written to the path or above it.
    private func given(by override: Override) -> ConfigNode? {
        guard override.operation == .change || override.operation == .add || override.operation == .forceAdd,
            let rest = path.rest(below: override.key.steps)
        else { return nil }
        return override.value == nil ? nil : try? override.node()[rest]
    }

    /// Records values that are in no layer: `hydra.runtime`, `hydra.job.name`, and the like.
    private mutating func noteProgram() {
        let before = root[path]
        guard let value = composition.tree[path], before != value else { return }
        // The defaults of some types are added at the end, such as those of a component that the finished config
        // chooses.
        if before == nil, case .type? = value.origin.source?.kind { return note(typeDefault: value) }
        guard !value.isContainer else { return }
        found.append(
            Composition.ValueStep(layer: .program, effect: .set, value: value, origin: .unknown, inclusions: []))
    }

    private func isSame(_ before: ConfigNode?, _ after: ConfigNode?) -> Bool {
        before == after && before?.origin == after?.origin
    }
}

extension ConfigPath {
    /// The remaining steps below another path, if this one begins with it.
    fileprivate func rest(below path: ConfigPath) -> ConfigPath? {
        elements.starts(with: path.elements) ? ConfigPath(Array(elements.dropFirst(path.elements.count))) : nil
    }

    /// The remaining steps below `keys`, if the path begins with them.
    fileprivate func rest(below keys: [String]) -> ConfigPath? {
        guard elements.count >= keys.count else { return nil }
        for (element, key) in zip(elements, keys) {
            switch element {
            case .key(let name): if name.description != key { return nil }
            case .index(let index): if String(index) != key { return nil }
            }
        }
        return ConfigPath(Array(elements.dropFirst(keys.count)))
    }
}

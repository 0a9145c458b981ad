import HydrangeaGrammar
import HydrangeaTree

extension Resolvers {
    /// `${hydra_override_dirname:}`: the command line's overrides as the name of a directory.
    mutating func registerOverrideDirname() {
        let write = "${hydra_override_dirname:} or ${hydra_override_dirname:{kv_sep: '=', item_sep: ','}}"
        registerStandard("hydra_override_dirname", takes: 0...1, write: write, isNew: true) {
            call, evaluation throws(Evaluation.Fault) in
            try OverrideDirname(call, &evaluation).name(call, &evaluation)
        }
        registerStandard(
            "hydra_deprecated_override_dirname", takes: 0...0, write: "${hydra_override_dirname:}", isNew: true,
            isObsolete: true
        ) {
            call, evaluation throws(Evaluation.Fault) in
            try OverrideDirname(call, &evaluation).name(call, &evaluation)
        }
    }
}

/// The options of the name: separators, excluded keys, and a resolver for each item.
private struct OverrideDirname {
    typealias Fault = Evaluation.Fault

    var keyValueSeparator = "="
    var itemSeparator = ","
    var excludedKeys: [String] = []
    /// The name of a resolver that is applied to every item.
    var elementResolver: String?

    /// Reads the options from the call's argument. Without one, reads those under `hydra.job.config.override_dirname`.
    init(_ call: StandardCall, _ evaluation: inout Evaluation) throws(Fault) {
        guard let options = call.arguments.first, !options.isNull else {
            let lead = "job.config.override_dirname."
            keyValueSeparator = try call.text(try call.hydra(lead + "kv_sep", &evaluation), "kv_sep")
            itemSeparator = try call.text(try call.hydra(lead + "item_sep", &evaluation), "item_sep")
            excludedKeys = try call.texts(try call.hydra(lead + "exclude_keys", &evaluation), "exclude_keys")
            return
        }
        guard let mapping = options.mapping else { throw call.wrong("options", "a mapping", options) }
        if let node = mapping["kv_sep"] { keyValueSeparator = try call.text(node, "kv_sep") }
        if let node = mapping["item_sep"] { itemSeparator = try call.text(node, "item_sep") }
        if let node = mapping["exclude_keys"] { excludedKeys = try call.texts(node, "exclude_keys") }
        if let node = mapping["element_resolver"], !node.isNull {
            elementResolver = try call.text(node, "element_resolver")
        }
    }

    func name(_ call: StandardCall, _ evaluation: inout Evaluation) throws(Fault) -> ResolvedValue {
        let overrides = try call.hydra("overrides.task", &evaluation).sequence ?? []
        var items: [String] = []
        for (index, node) in overrides.enumerated() {
            let text = try call.text(node, "an override")
            let override = try call.parsing { () throws(ConfigError) in
                try Override(parsing: text, argument: index + 1, compatibility: call.context.compatibility)
            }
            if !excludedKeys.contains(where: { sameText($0, override.key.description) }) { items.append(text) }
        }
        items.sort { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        items = try evaluation.each(items) { (evaluation, item) throws(Fault) in
            try self.item(item, call, &evaluation)
        }
        return .value(.string(items.joined(separator: itemSeparator)))
    }

    /// An override as an item of the name. References in it start at the root of the tree.
    private func item(_ override: String, _ call: StandardCall, _ evaluation: inout Evaluation) throws(Fault) -> String
    {
        let compatibility = call.context.compatibility
        let parts = override.split(separator: "=", omittingEmptySubsequences: false)
        var item = parts.joined(separator: keyValueSeparator)
        if InterpolatedText.mayInterpolate(item) {
            let text = try call.parsing { () throws(ConfigError) in
                try InterpolatedText(parsing: item, origin: .unknown, compatibility: compatibility)
            }
            let value = try evaluation.value(of: text, home: evaluation.table[call.home].root)
            item = PythonText.spelled(evaluation.written(value), compatibility: compatibility)
        }
        guard let elementResolver else { return item }
        let value = try evaluation.result(of: elementResolver, [.value(.string(item))], home: call.home)
        return PythonText.spelled(evaluation.written(value), compatibility: compatibility)
    }
}

extension StandardCall {
    /// A node below the `hydra` node that must be there.
    fileprivate func hydra(_ key: String, _ evaluation: inout Evaluation) throws(Evaluation.Fault) -> ConfigNode {
        guard case .found(let value) = try evaluation.selectInHydra(key, for: self) else {
            throw failure("'\(name)' needs 'hydra.\(key)', which is not there", help: "hydra.\(key)=VALUE")
        }
        return evaluation.written(value)
    }

    fileprivate func text(_ node: ConfigNode, _ what: String) throws(Evaluation.Fault) -> String {
        guard let text = node.string else { throw wrong(what, "text", node) }
        return text
    }

    fileprivate func texts(_ node: ConfigNode, _ what: String) throws(Evaluation.Fault) -> [String] {
        guard let items = node.sequence else { throw wrong(what, "a list", node) }
        var texts: [String] = []
        for item in items { texts.append(try text(item, what)) }
        return texts
    }

    fileprivate func wrong(_ what: String, _ wanted: String, _ node: ConfigNode) -> Evaluation.Fault {
        failure("\(what) of '\(name)' must be \(wanted), is \(node.kindName)", help: "write \(signature)")
    }

    /// Parses a text, and turns its first mistake into a fault of the call.
    fileprivate func parsing<Value>(_ parse: () throws(ConfigError) -> Value) throws(Evaluation.Fault) -> Value {
        do throws(ConfigError) { return try parse() } catch {
            throw error.diagnostics.first.map { .error($0) } ?? .reported
        }
    }
}

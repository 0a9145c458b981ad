import HydrangeaGrammar
import HydrangeaTree

extension Resolvers {
    /// `${hydra_override_dirname:}`: the command line's overrides as the name of a directory.
    mutating func registerOverrideDirname() {
        let write = "${hydra_override_dirname:} or ${hydra_override_dirname:{kv_sep: '=', item_sep: ','}}"
        registerStandard("hydra_override_dirname", takes: 0...1, write: write, isNew: true) {
            call throws(ConfigError) in
            try OverrideDirname.answer(call)
        }
        registerStandard(
            "hydra_deprecated_override_dirname", takes: 0...0, write: "${hydra_override_dirname:}", isNew: true,
            isObsolete: true
        ) {
            call throws(ConfigError) in try OverrideDirname.answer(call)
        }
    }
}

/// The name that is being put together, and how.
private struct OverrideDirname: Sendable {
    let call: StandardCall
    var keyValueSeparator = "="
    var itemSeparator = ","
    var excludedKeys: [String] = []
    /// A resolver that every item goes through.
    var elementResolver: String?
    var items: [String] = []

    static func answer(_ call: StandardCall) throws(ConfigError) -> Answer {
        var name = OverrideDirname(call: call)
        guard let options = call.arguments.first, !options.isNull else { return name.readingConfiguredOptions() }
        guard let mapping = options.mapping else { throw name.wrong("options", "a mapping", options) }
        if let node = mapping["kv_sep"] { name.keyValueSeparator = try name.text(node, "kv_sep") }
        if let node = mapping["item_sep"] { name.itemSeparator = try name.text(node, "item_sep") }
        if let node = mapping["exclude_keys"] { name.excludedKeys = try name.keys(node) }
        if let node = mapping["element_resolver"], !node.isNull {
            name.elementResolver = try name.text(node, "element_resolver")
        }
        return name.readingOverrides()
    }

    /// Without options of its own the call takes those under `hydra.job.config`.
    private func readingConfiguredOptions() -> Answer {
        let lead = "job.config.override_dirname."
        return asking(for: lead + "kv_sep") { name, node throws(ConfigError) in
            var name = name
            name.keyValueSeparator = try name.text(node, "kv_sep")
            return name.asking(for: lead + "item_sep") { name, node throws(ConfigError) in
                var name = name
                name.itemSeparator = try name.text(node, "item_sep")
                return name.asking(for: lead + "exclude_keys") { name, node throws(ConfigError) in
                    var name = name
                    name.excludedKeys = try name.keys(node)
                    return name.readingOverrides()
                }
            }
        }
    }

    private func readingOverrides() -> Answer {
        asking(for: "overrides.task") { name, node throws(ConfigError) in
            var name = name
            for (index, item) in (node.sequence ?? []).enumerated() {
                let text = try name.text(item, "an override")
                let override = try Override(parsing: text, argument: index + 1, rules: name.call.context.rules)
                if !name.excludedKeys.contains(where: { sameText($0, override.key) }) { name.items.append(text) }
            }
            name.items.sort { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
            return try name.finishing(item: 0)
        }
    }

    /// Works on the items from the given one on, and puts them together when all are done.
    private func finishing(item index: Int) throws(ConfigError) -> Answer {
        guard index < items.count else { return .value(ConfigNode(.string(items.joined(separator: itemSeparator)))) }
        let item = items[index].split(separator: "=", omittingEmptySubsequences: false).joined(
            separator: keyValueSeparator)
        guard InterpolatedText.mayInterpolate(item) else { return try resolving(item, at: index) }
        let text = try InterpolatedText(parsing: item, origin: .unknown, rules: call.context.rules)
        return .evaluateAtRoot(text) { node throws(ConfigError) in
            var spelled = PythonText(rules: call.context.rules, limit: Growth.text)
            spelled.append(node)
            return try resolving(spelled.text, at: index)
        }
    }

    private func resolving(_ item: String, at index: Int) throws(ConfigError) -> Answer {
        guard let elementResolver else { return try keeping(ConfigNode(.string(item)), at: index) }
        return .call(elementResolver, [ConfigNode(.string(item))]) { node throws(ConfigError) in
            try keeping(node, at: index)
        }
    }

    private func keeping(_ item: ConfigNode, at index: Int) throws(ConfigError) -> Answer {
        var spelled = PythonText(rules: call.context.rules, limit: Growth.text)
        spelled.append(item)
        var name = self
        name.items[index] = spelled.text
        return try name.finishing(item: index + 1)
    }

    private func asking(
        for key: String, _ then: @escaping @Sendable (OverrideDirname, ConfigNode) throws(ConfigError) -> Answer
    ) -> Answer {
        .select(.hydra(key)) { landing throws(ConfigError) in
            switch landing {
            case .node(let node): return try then(self, node)
            case .noHydra: throw call.noHydra
            case .missing, .absent:
                throw call.failure(
                    "'\(call.name)' needs 'hydra.\(key)', which is not there", help: "hydra.\(key)=VALUE")
            }
        }
    }

    private func text(_ node: ConfigNode, _ what: String) throws(ConfigError) -> String {
        guard let text = node.string else { throw wrong(what, "text", node) }
        return text
    }

    private func keys(_ node: ConfigNode) throws(ConfigError) -> [String] {
        guard let items = node.sequence else { throw wrong("exclude_keys", "a list", node) }
        var keys: [String] = []
        for item in items { keys.append(try text(item, "exclude_keys")) }
        return keys
    }

    private func wrong(_ what: String, _ wanted: String, _ node: ConfigNode) -> ConfigError {
        call.failure(
            "\(what) of '\(call.name)' must be \(wanted), is \(node.kindName)", help: "write \(call.signature)")
    }
}

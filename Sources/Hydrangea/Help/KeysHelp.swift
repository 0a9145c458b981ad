import HydrangeaDecode
import HydrangeaTree

/// The list of a config's keys on a help page, each with its allowed values, its default and its description.
struct KeysHelp {
    let schema: ConfigSchema
    /// The composed config, which has the values of keys without overrides.
    let composed: ConfigNode

    /// The list in columns; empty if the config has no keys of its own.
    var text: String {
        let rows = schema.keys.map(row)
        let cells = rows.flatMap { row -> [[String]] in
            [[row.key, row.facts.joined(separator: "; ")]] + row.words.map { ["", $0] }
        }
        return TextColumns(cells).lines().map { $0 + "\n" }.joined()
    }

    /// The list between two headings; empty if there is no key.
    var section: String {
        text.isEmpty ? "" : "Keys, what they may be, and what they are for:\n\n\(text)\nAll of it, as composed:\n\n"
    }

    private struct Row {
        var key: String
        var facts: [String]
        var words: [String]
    }

    private func row(_ key: SchemaKey) -> Row {
        let property = key.property
        var facts = [property.schema.words]
        if let condition = key.condition, let name = condition.path.elements.last {
            facts.append("with \(ConfigPath([name])): \(condition.value)")
        }
        if let fact = startingFact(key) { facts.append(fact) }
        return Row(key: key.name, facts: facts, words: property.documentation.map { [$0] } ?? [])
    }

    /// The default of the key: its value in the composed config, or else the default of its type.
    private func startingFact(_ key: SchemaKey) -> String? {
        var property = key.property
        let isChosen = key.condition.map { composed[$0.path]?.writtenText == $0.value } ?? true
        if isChosen, let node = key.path.flatMap({ composed[$0] }) {
            property.isRequired = node.isMissing
            property.defaultValue = node.isMissing ? nil : node
        }
        return property.isRequired ? "must be given" : property.defaultText.map { "default \($0)" }
    }
}

extension ConfigSchema.Property {
    /// The default on one line, in the syntax of an override; nil for a mapping, whose keys have their own defaults.
    var defaultText: String? {
        guard let defaultValue else { return nil }
        switch (schema.shape, defaultValue.content) {
        case (.mapping, .mapping), (.data, .bytes): return nil
        case (.variants(_, let key), .mapping(let mapping)): return mapping[.string(key)].map(FlowText.of)
        default: return FlowText.of(defaultValue)
        }
    }
}

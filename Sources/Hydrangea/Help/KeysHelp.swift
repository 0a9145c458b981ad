import HydrangeaDecode
import HydrangeaTree
import HydrangeaYAML

/// The keys of a config as a help page lists them: what a value may be, what it is when nothing sets it, and what it is
/// for.
struct KeysHelp {
    let schema: ConfigSchema
    /// The config as it is composed: what a key has when the command line says nothing.
    let composed: ConfigNode

    /// A line for each key, in columns; empty when the config has no keys of its own.
    var text: String {
        let rows = schema.keys.map(row)
        let width = rows.map(\.key.count).max() ?? 0
        return rows.map { row in
            let head =
                row.key + String(repeating: " ", count: width - row.key.count + 2) + row.facts.joined(separator: "; ")
            return head + "\n" + row.words.map { String(repeating: " ", count: width + 2) + $0 + "\n" }.joined()
        }.joined()
    }

    /// The lines with what leads over to the config; empty when there are none.
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

    /// What the key has before anybody sets it: in the config as it is composed, or where that does not have the key,
    /// by its type.
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
    /// The default on one line, as an override would give it; nil for a mapping, whose keys have defaults of their own.
    var defaultText: String? {
        guard let defaultValue else { return nil }
        switch (schema.shape, defaultValue.content) {
        case (.mapping, .mapping), (.data, .bytes): return nil
        case (.variants(_, let key), .mapping(let mapping)): return mapping[.string(key)].map(FlowText.of)
        default: return FlowText.of(defaultValue)
        }
    }
}

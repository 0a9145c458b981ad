import HydrangeaDecode
import HydrangeaTree
import HydrangeaYAML

/// The keys of a config as a help page lists them: what a value may be, what it is when nothing sets it, and what it is for.
struct KeysHelp {
    let schema: ConfigSchema

    /// A line for each key, in columns; empty when the config has no keys of its own.
    var text: String {
        let rows = schema.keys.map(row)
        let width = rows.map(\.key.count).max() ?? 0
        return rows.map { row in
            let head = row.key + String(repeating: " ", count: width - row.key.count + 2) + row.facts.joined(separator: "; ")
            return head + "\n" + row.words.map { String(repeating: " ", count: width + 2) + $0 + "\n" }.joined()
        }.joined()
    }

    /// The lines with what leads over to the config; empty when there are none.
    var section: String { text.isEmpty ? "" : "Keys, what they may be, and what they are for:\n\n\(text)\nAll of it, as composed:\n\n" }

    private struct Row {
        var key: String
        var facts: [String]
        var words: [String]
    }

    private func row(_ key: SchemaKey) -> Row {
        let property = key.property
        var facts = [property.schema.words]
        if property.isRequired { facts.append("must be given") }
        if let text = property.defaultText { facts.append("default \(text)") }
        if let condition = key.condition { facts.append("with \(condition)") }
        return Row(key: key.path.description, facts: facts, words: property.documentation.map { [$0] } ?? [])
    }
}

extension ConfigSchema.Property {
    /// The default on one line, as an override would give it; nil for a mapping, whose keys have defaults of their own.
    var defaultText: String? {
        guard let defaultValue else { return nil }
        switch (schema.shape, defaultValue.content) {
        case (.mapping, .mapping), (.data, .bytes): return nil
        default: return FlowText.of(defaultValue)
        }
    }
}

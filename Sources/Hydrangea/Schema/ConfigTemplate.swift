import HydrangeaCompose
import HydrangeaDecode
import HydrangeaTree
import HydrangeaYAML

/// A template for a config file: every key with its type, default and description. The template itself composes.
///
/// Keys that an option of a config group sets are comments, because the option's file is the place to change them.
struct ConfigTemplate {
    /// A config group of the defaults list, with its options.
    struct Group {
        var key: String
        var option: String?
        var options: [String]
        /// The place of the option's values.
        var path: ConfigPath
    }

    let schema: ConfigSchema
    let groups: [Group]

    var text: String {
        let schema = schema.expanded
        var lines: [String] = []
        if !groups.isEmpty { lines += defaults + [""] }
        for property in schema.properties where !property.isHidden { lines += block(property, at: ConfigPath()) + [""] }
        while lines.last == "" { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    private var defaults: [String] {
        ["# What comes later in this list wins.", "defaults:", "  - _self_"]
            + groups.map { group in
                "  - \(group.key): \(group.option ?? "null")  # \(group.options.joined(separator: ", "))"
            }
    }

    /// The lines of a key: its description, type and default in comments, then the key itself.
    private func block(_ property: ConfigSchema.Property, at parent: ConfigPath) -> [String] {
        let path = parent.appending(property.name)
        var lines = (property.documentation.map { ["# \($0)"] } ?? [])
        if let group = groups.first(where: { $0.path == path }) {
            lines.append("# Chosen in the defaults list: \(group.key). It may be \(property.schema.wordsInSentence).")
            return lines
                + values(property, at: path, isChosenElsewhere: true).map { $0.hasPrefix("#") ? $0 : "# " + $0 }
        }
        // A tag that selects a variant has a single allowed value, which needs no description.
        if property.schema.onlyChoice == nil { lines.append("# " + facts(property)) }
        return lines + values(property, at: path)
    }

    private func facts(_ property: ConfigSchema.Property) -> String {
        if property.isRequired { return property.schema.words + "; must be given" }
        return property.schema.words + (property.defaultText.map { "; default \($0)" } ?? "")
    }

    /// The key with its value, or with the keys below it.
    private func values(_ property: ConfigSchema.Property, at path: ConfigPath, isChosenElsewhere: Bool = false)
        -> [String]
    {
        let name = FlowText.of(ConfigNode(.string(property.name)))
        switch property.schema.shape {
        case .mapping(let properties, _) where !properties.isEmpty && property.defaultValue?.isNull != true:
            let inner = properties.filter { !$0.isHidden }.flatMap { block($0, at: path) }
            return ["\(name):"] + inner.map { "  " + $0 }
        case .mapping(let properties, _) where !properties.isEmpty:
            return ["\(name): null"] + commented(properties, at: path)
        case .variants(let variants, _):
            return (isChosenElsewhere ? ["\(name):"] : value(property))
                + variants.enumerated().flatMap { index, variant in
                    (index == 0 ? [] : ["#   or:"]) + commented(variant.properties, at: path)
                }
        default: return value(property)
        }
    }

    /// The lines of keys, all as comments.
    private func commented(_ properties: [ConfigSchema.Property], at path: ConfigPath) -> [String] {
        properties.filter { !$0.isHidden }.flatMap { block($0, at: path) }.map { "#   " + $0 }
    }

    private func value(_ property: ConfigSchema.Property) -> [String] {
        let given = property.isRequired ? ConfigNode(.string("???")) : property.defaultValue ?? .null
        let node = property.schema.onlyChoice ?? given
        let text = YAMLWriter().string(for: ConfigNode(.mapping([.string(property.name): node])))
        return text.split(separator: "\n").map(String.init)
    }
}

extension ConfigSchema {
    /// The value, if the schema allows only one.
    fileprivate var onlyChoice: ConfigNode? {
        guard case .choice(let values) = shape, values.count == 1, !allowsNull else { return nil }
        return values.first
    }
}

import HydrangeaCompose
import HydrangeaDecode
import HydrangeaTree
import HydrangeaYAML

/// A config to start from: every key with what it may be and what it is when nobody sets it. It composes as it is.
///
/// What an option of a config group brings is in comments: a value there would be one more place to change.
struct ConfigTemplate {
    /// A config group of the defaults list, and what may be chosen.
    struct Group {
        var key: String
        var option: String?
        var options: [String]
        /// Where the option's values go.
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

    /// The lines of a key. What they say is its type, its default and what it is for.
    private func block(_ property: ConfigSchema.Property, at parent: ConfigPath) -> [String] {
        let path = parent.appending(property.name)
        var lines = (property.documentation.map { ["# \($0)"] } ?? [])
        if let group = groups.first(where: { $0.path == path }) {
            lines.append("# Chosen in the defaults list: \(group.key). It may be \(property.schema.wordsInSentence).")
            return lines
                + values(property, at: path, isChosenElsewhere: true).map { $0.hasPrefix("#") ? $0 : "# " + $0 }
        }
        // The value that tells a variant from the others says what it may be.
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

    /// Keys that may be set, in comments.
    private func commented(_ properties: [ConfigSchema.Property], at path: ConfigPath) -> [String] {
        properties.filter { !$0.isHidden }.flatMap { block($0, at: path) }.map { "#   " + $0 }
    }

    private func value(_ property: ConfigSchema.Property) -> [String] {
        let given = property.isRequired ? ConfigNode(.string("???")) : property.defaultValue ?? .null
        let node = property.schema.onlyChoice ?? given
        let text = YAMLWriter().string(ConfigNode(.mapping([.string(property.name): node])))
        return text.split(separator: "\n").map(String.init)
    }
}

extension ConfigSchema {
    /// The value, where there is no choice.
    fileprivate var onlyChoice: ConfigNode? {
        guard case .choice(let values) = shape, values.count == 1, !allowsNull else { return nil }
        return values.first
    }
}

import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

extension Explanation {
    /// The output of `--explain --json`. Its history is in the order of merging, so the winner is last.
    package var json: String { JSONText.lines(node) + "\n" }

    fileprivate var node: ConfigNode {
        var mapping: ConfigMapping = ["key": .text(path.description)]
        if let reference { mapping["asked"] = .text(reference) }
        if let value { mapping["value"] = resolved ?? value }
        if let value, resolved != nil || mistake != nil { mapping["written"] = value }
        if let mistake { mapping["mistake"] = .text(mistake.diagnostics.first?.message ?? "") }
        if value == nil { mapping["deleted"] = true }
        if let inclusion {
            mapping["option"] = option.map(ConfigNode.text) ?? .null
            mapping["chosen"] = inclusion.node
        }
        if let deletion { mapping["left_out"] = ConfigNode(.mapping(ConfigMapping(deletion.fields))) }
        mapping["history"] = ConfigNode(.sequence(steps.map(\.node)))
        if value?.isContainer == true { mapping["values"] = ConfigNode(.sequence(parts.map(\.node))) }
        if !sources.isEmpty { mapping["reads"] = ConfigNode(.sequence(sources.map(\.node))) }
        return ConfigNode(.mapping(mapping))
    }
}

extension Explanation.Part {
    fileprivate var node: ConfigNode {
        ConfigNode(.mapping(ConfigMapping([("key", .text(path.description)), ("value", value)] + origin.fields)))
    }
}

extension Explanation.Source {
    fileprivate var node: ConfigNode {
        switch self {
        case .value(let explanation): explanation.node
        case .environment(let name, let isSet, let origin):
            ConfigNode(
                .mapping(ConfigMapping([("variable", .text(name)), ("set", ConfigNode(.bool(isSet)))] + origin.fields)))
        }
    }
}

extension Composition.ValueStep {
    fileprivate var node: ConfigNode {
        var pairs: [(ConfigKey, ConfigNode)] = []
        switch layer {
        case .type(let name): pairs += [("layer", "type"), ("type", .text(name))]
        case .config(let name, let package):
            pairs += [("layer", "config"), ("config", .text(name)), ("package", .text(package))]
        case .override(let text): pairs += [("layer", "override"), ("override", .text(text))]
        case .program: pairs += [("layer", "program")]
        }
        pairs.append(("effect", .text(effect.rawValue)))
        if let value { pairs.append(("value", value)) }
        pairs += origin.fields
        if !inclusions.isEmpty { pairs.append(("chosen", ConfigNode(.sequence(inclusions.map(\.node))))) }
        return ConfigNode(.mapping(ConfigMapping(pairs)))
    }
}

extension Composition.Inclusion {
    /// The config and the place that includes it.
    var node: ConfigNode {
        var pairs: [(ConfigKey, ConfigNode)] = [("config", .text(config))] + origin.fields
        if let replaced {
            pairs.append(
                (
                    "instead_of",
                    ConfigNode(
                        .mapping(
                            ConfigMapping(
                                [("option", replaced.option.map(ConfigNode.text) ?? .null)] + replaced.origin.fields)))
                ))
        }
        return ConfigNode(.mapping(ConfigMapping(pairs)))
    }
}

extension Origin {
    /// The place as fields: a file with line and column, or an argument's number and text.
    var fields: [(ConfigKey, ConfigNode)] {
        guard let source else { return [] }
        switch source.kind {
        case .file(let path):
            let position = position
            return [
                ("file", .text(path)), ("line", ConfigNode(.int(position.line))),
                ("column", ConfigNode(.int(position.column))),
            ]
        case .argument(let number):
            return [
                ("argument", ConfigNode(.int(number))), ("text", .text(String(decoding: source.bytes, as: UTF8.self))),
            ]
        case .environment(let name): return [("variable", .text(name))]
        case .memory, .type, .builtIn: return [("source", .text(source.name))]
        }
    }
}

extension ConfigNode {
    static func text(_ text: String) -> ConfigNode { ConfigNode(.string(text)) }
}

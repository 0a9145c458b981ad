package import HydrangeaTree

extension Override {
    /// The override as one JSON object with the type of every value: the output of `parse-override`.
    package func jsonForm(compatibility: Compatibility) -> String {
        var form: ConfigMapping = [
            "type": ConfigNode(.string(typeName)), "key": ConfigNode(.string(key.description)),
            "package": key.package.map { ConfigNode(.string($0)) } ?? .null, "value": .null, "sweep": .null,
        ]
        switch value?.content {
        case .sweep(let sweep)?: form["sweep"] = sweep.jsonForm(listedBy: compatibility)
        case let content?:
            form["value"] = content.jsonForm
            if let text = content.text { form["value_text"] = ConfigNode(.string(text)) }
        case nil: break
        }
        if case .path = key { form["value_path"] = true }
        return JSONText.line(ConfigNode(.mapping(form)))
    }

    private var typeName: String {
        switch operation {
        case .change: "CHANGE"
        case .add: "ADD"
        case .forceAdd: "FORCE_ADD"
        case .delete: "DEL"
        case .extendList: "EXTEND_LIST"
        }
    }
}

extension Override.Value {
    var jsonForm: ConfigNode { content.jsonForm }

    fileprivate static func jsonForm(_ values: [Override.Value]) -> ConfigNode {
        ConfigNode(.sequence(values.map(\.jsonForm)))
    }
}

extension Override.Value.Content {
    fileprivate var jsonForm: ConfigNode {
        switch self {
        case .null: ["null": true]
        case .bool(let value): ["bool": ConfigNode(.bool(value))]
        case .int(let value): ["int": ConfigNode(.int(value))]
        case .bigInt(let value): ["int": ConfigNode(.string(value.description))]
        case .float(let value): ["float": ConfigNode(.string(PythonRepr.float(value)))]
        case .string(let text): ["str": ConfigNode(.string(text)), "quote": .null]
        case .quoted(let text, let quote):
            ["str": ConfigNode(.string(text)), "quote": quote == .single ? "single" : "double"]
        case .list(let values): ["list": Override.Value.jsonForm(values)]
        case .map(let pairs):
            [
                "map": ConfigNode(
                    .sequence(
                        pairs.map { ConfigNode(.sequence([Self($0.key).jsonForm, $0.value.jsonForm])) }))
            ]
        case .sweep(let sweep): ["sweep": sweep.jsonForm(listedBy: nil)]
        case .extendList(let values): ["extend_list": Override.Value.jsonForm(values)]
        }
    }
}

extension Override.Sweep {
    /// The largest number of values that are listed.
    private static let listed = 1000

    /// - Parameter compatibility: The release by whose rules the values are listed; nil if they are not.
    fileprivate func jsonForm(listedBy compatibility: Compatibility?) -> ConfigNode {
        var form: ConfigMapping
        var isShuffled = false
        switch self {
        case .choice(let choice):
            isShuffled = choice.isShuffled
            form = [
                "kind": "choice", "simple": ConfigNode(.bool(choice.isSimple)),
                "shuffle": ConfigNode(.bool(choice.isShuffled)), "tags": tags(choice.tags),
                "list": Override.Value.jsonForm(choice.values),
            ]
        case .range(let range):
            isShuffled = range.isShuffled
            form = [
                "kind": "range", "shuffle": ConfigNode(.bool(range.isShuffled)), "tags": tags(range.tags),
                "start": range.start.jsonForm, "stop": range.stop.jsonForm, "step": range.step.jsonForm,
            ]
        case .interval(let interval):
            return [
                "kind": "interval", "tags": tags(interval.tags), "start": interval.start.jsonForm,
                "end": interval.end.jsonForm,
            ]
        case .glob(let glob):
            return ["kind": "glob", "include": patterns(glob.include), "exclude": patterns(glob.exclude)]
        }
        if let compatibility, !isShuffled,
            let values = alternatives(at: .unknown, compatibility: compatibility, limit: Self.listed, options: { [] }),
            values.count <= Self.listed
        {
            form["values"] = list(values.map(\.text))
        }
        return ConfigNode(.mapping(form))
    }

    private func patterns(_ patterns: [Override.Value]) -> ConfigNode {
        ConfigNode(
            .sequence(
                patterns.map {
                    if case .string(let text) = $0.content { ConfigNode(.string(text)) } else { $0.jsonForm }
                })
        )
    }

    private func tags(_ tags: Set<String>) -> ConfigNode { list(tags.sorted()) }

    private func list(_ texts: [String]) -> ConfigNode { ConfigNode(.sequence(texts.map { ConfigNode(.string($0)) })) }
}

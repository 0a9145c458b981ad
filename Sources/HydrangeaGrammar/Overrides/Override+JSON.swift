package import HydrangeaTree

extension Override {
    /// The override as one JSON object with the type of every value: the output of `parse-override`.
    package func jsonForm(compatibility: Compatibility) -> String {
        var fields: [(String, String)] = [
            ("type", JSONText.string(typeName)), ("key", JSONText.string(key)),
            ("package", package.map(JSONText.string) ?? "null"),
        ]
        switch value {
        case .sweep(let sweep)?:
            fields += [
                ("value", "null"),
                ("sweep", JSONText.object(sweep.jsonFields(listedBy: compatibility))),
            ]
        case let value?:
            fields += [("value", value.jsonForm), ("sweep", "null")]
            if let text = value.valueText { fields.append(("value_text", JSONText.string(text))) }
        case nil: fields += [("value", "null"), ("sweep", "null")]
        }
        if isValuePath { fields.append(("value_path", "true")) }
        return JSONText.object(fields)
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
    var jsonForm: String {
        switch self {
        case .null: JSONText.object([("null", "true")])
        case .bool(let value): JSONText.object([("bool", value ? "true" : "false")])
        case .int(let value): JSONText.object([("int", String(value))])
        case .bigInt(let value): JSONText.object([("int", JSONText.string(value.description))])
        case .float(let value): JSONText.object([("float", JSONText.string(PythonRepr.float(value)))])
        case .string(let text): JSONText.object([("str", JSONText.string(text)), ("quote", "null")])
        case .quoted(let text, let quote):
            JSONText.object([
                ("str", JSONText.string(text)), ("quote", JSONText.string(quote == .single ? "single" : "double")),
            ])
        case .list(let values): JSONText.object([("list", JSONText.array(values.map(\.jsonForm)))])
        case .map(let pairs):
            JSONText.object([
                (
                    "map",
                    JSONText.array(pairs.map { JSONText.array([Override.Value($0.key).jsonForm, $0.value.jsonForm]) })
                )
            ])
        case .sweep(let sweep): JSONText.object([("sweep", JSONText.object(sweep.jsonFields(listedBy: nil)))])
        case .extendList(let values): JSONText.object([("extend_list", JSONText.array(values.map(\.jsonForm)))])
        }
    }
}

extension Override.Sweep {
    /// The largest number of values that are listed.
    private static let listed = 1000

    /// - Parameter compatibility: The release by whose rules the values are listed; nil if they are not.
    fileprivate func jsonFields(listedBy compatibility: Compatibility?) -> [(String, String)] {
        var fields: [(String, String)]
        var isShuffled = false
        switch self {
        case .choice(let choice):
            isShuffled = choice.isShuffled
            fields = [
                ("kind", JSONText.string("choice")), ("simple", choice.isSimple ? "true" : "false"),
                ("shuffle", choice.isShuffled ? "true" : "false"),
                ("tags", tags(choice.tags)), ("list", JSONText.array(choice.values.map(\.jsonForm))),
            ]
        case .range(let range):
            isShuffled = range.isShuffled
            fields = [
                ("kind", JSONText.string("range")), ("shuffle", range.isShuffled ? "true" : "false"),
                ("tags", tags(range.tags)),
                ("start", range.start.jsonForm), ("stop", range.stop.jsonForm), ("step", range.step.jsonForm),
            ]
        case .interval(let interval):
            return [
                ("kind", JSONText.string("interval")), ("tags", tags(interval.tags)),
                ("start", interval.start.jsonForm), ("end", interval.end.jsonForm),
            ]
        case .glob(let glob):
            return [
                ("kind", JSONText.string("glob")), ("include", patterns(glob.include)),
                ("exclude", patterns(glob.exclude)),
            ]
        }
        if let compatibility, !isShuffled,
            let texts = texts(compatibility: compatibility, limit: Self.listed, options: { [] }),
            texts.count <= Self.listed
        {
            fields.append(("values", JSONText.array(texts.map(JSONText.string))))
        }
        return fields
    }

    private func patterns(_ patterns: [Override.Value]) -> String {
        JSONText.array(patterns.map { if case .string(let text) = $0 { JSONText.string(text) } else { $0.jsonForm } })
    }

    private func tags(_ tags: Set<String>) -> String { JSONText.array(tags.sorted().map(JSONText.string)) }
}

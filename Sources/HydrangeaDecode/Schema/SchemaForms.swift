import HydrangeaTree

/// Writes shapes with the keywords of JSON Schema. A form that is needed in several places becomes a definition.
struct SchemaForms {
    /// The definitions that were needed, by their names.
    private(set) var definitions: ConfigMapping = [:]

    static func any(of forms: [ConfigMapping]) -> ConfigMapping {
        var unique: [ConfigMapping] = []
        for form in forms where !unique.contains(form) { unique.append(form) }
        if unique.count == 1, let only = unique.first { return only }
        return ["anyOf": ConfigNode(.sequence(unique.map { ConfigNode(.mapping($0)) }))]
    }

    /// The form of a defaults list.
    mutating func defaults(_ groups: [(name: String, options: [String])]) -> ConfigNode {
        let option: ConfigNode = ["type": ["string", "null", "array"], "items": ["type": "string"]]
        var entry: ConfigMapping = ["type": "object"]
        if !groups.isEmpty {
            let properties = groups.map { group -> (ConfigKey, ConfigNode) in
                let options = ConfigNode(.sequence(group.options.map { ConfigNode(.string($0)) }))
                return (.string(group.name), ["anyOf": [["enum": options], option]])
            }
            entry["properties"] = ConfigNode(.mapping(ConfigMapping(properties)))
        }
        entry["additionalProperties"] = option
        let form: ConfigMapping = [
            "type": "array",
            "description": "The configs that this one is composed of, in the order in which they are merged.",
            "items": ["anyOf": [["type": "string"], ConfigNode(.mapping(entry))]],
        ]
        return ConfigNode(.mapping(defined("defaults", form)))
    }

    /// The form of a file with these values and some further keys.
    mutating func file(_ schema: ConfigSchema, adding keys: ConfigMapping) -> [ConfigMapping] {
        switch schema.shape {
        case .mapping, .variants: return alternatives(schema, adding: keys)
        case .dictionary(let value):
            return [["type": "object", "properties": ConfigNode(.mapping(keys)), "additionalProperties": node(value)]]
        default: return [["type": "object", "properties": ConfigNode(.mapping(keys))]]
        }
    }

    /// Adds the definition of a type that contains itself.
    mutating func define(_ name: String, _ schema: ConfigSchema) {
        definitions[name] = ConfigNode(.mapping(Self.any(of: alternatives(schema))))
    }

    // MARK: - Values

    private mutating func node(_ schema: ConfigSchema) -> ConfigNode { ConfigNode(.mapping(value(schema))) }

    /// The form of a value: itself, null if that is allowed, and texts whose value is known later.
    private mutating func value(_ schema: ConfigSchema) -> ConfigMapping {
        if case .any = schema.shape { return [:] }
        var forms = alternatives(schema)
        if schema.allowsNull { forms.append(["type": "null"]) }
        switch schema.shape {
        case .mapping, .variants, .dictionary, .list, .tuple, .choice, .reference: forms.append(later())
        default: break
        }
        return Self.any(of: forms)
    }

    private mutating func alternatives(_ schema: ConfigSchema, adding keys: ConfigMapping = [:]) -> [ConfigMapping] {
        switch schema.shape {
        case .any: return [[:]]
        case .mapping(let properties, let isOpen): return [mapping(properties, isOpen: isOpen, adding: keys)]
        case .variants(let variants, _): return variants.flatMap { alternatives($0, adding: keys) }
        case .dictionary(let value): return [["type": "object", "additionalProperties": node(value)]]
        case .list(let item): return [["type": "array", "items": node(item)]]
        case .tuple(let items) where items.isEmpty: return [["type": "array", "maxItems": 0]]
        case .tuple(let items):
            let count = ConfigNode(.int(items.count))
            return [
                [
                    "type": "array", "prefixItems": ConfigNode(.sequence(items.map { node($0) })), "minItems": count,
                    "maxItems": count,
                ]
            ]
        case .reference(let name): return [["$ref": ConfigNode(.string("#/$defs/\(name)"))]]
        case .choice(let values): return [["enum": ConfigNode(.sequence(values.flatMap(Self.spellings)))]]
        case .boolean, .integer, .number, .text, .date, .duration, .url, .data, .uuid: return [scalar(schema.shape)]
        }
    }

    private mutating func mapping(_ properties: [ConfigSchema.Property], isOpen: Bool, adding keys: ConfigMapping)
        -> ConfigMapping
    {
        var fields = keys
        for property in properties {
            var form: ConfigMapping = [:]
            if let text = property.documentation { form["description"] = ConfigNode(.string(text)) }
            if let node = property.shownDefault { form["default"] = node }
            for entry in value(property.schema).entries { form[entry.key] = entry.value }
            fields[property.name] = ConfigNode(.mapping(form))
        }
        var form: ConfigMapping = ["type": "object", "properties": ConfigNode(.mapping(fields))]
        if !isOpen { form["additionalProperties"] = false }
        return form
    }

    /// A choice, and the values that readers of YAML may take its word for: `on` is a boolean to some.
    private static func spellings(_ choice: ConfigNode) -> [ConfigNode] {
        guard let text = choice.string else { return [choice] }
        if let flag = Bool(word: text) { return [choice, ConfigNode(.bool(flag))] }
        if let number = Int(text) { return [choice, ConfigNode(.int(number))] }
        if let number = Double(text), number.isFinite { return [choice, ConfigNode(.float(number))] }
        return [choice]
    }

    // MARK: - Definitions

    private mutating func defined(_ name: String, _ form: ConfigMapping) -> ConfigMapping {
        if definitions[name] == nil { definitions[name] = ConfigNode(.mapping(form)) }
        return ["$ref": ConfigNode(.string("#/$defs/\(name)"))]
    }

    /// The form of a text whose value is known later: an interpolation or `???`.
    private mutating func later() -> ConfigMapping {
        let text: ConfigNode = ["type": "string", "pattern": "\\$\\{"]
        return defined(
            "later",
            ["description": "an interpolation, or ??? for what must be given", "anyOf": [text, ["const": "???"]]])
    }

    /// The form of a scalar. Decoding also accepts text that spells a number or boolean, and any scalar as text.
    private mutating func scalar(_ shape: ConfigSchema.Shape) -> ConfigMapping {
        switch shape {
        case .boolean:
            return spelled("boolean", ["type": "boolean"], ["enum": ["true", "false", "yes", "no", "on", "off"]])
        case .integer(let bits, let isSigned): return integer(bits, isSigned)
        case .number:
            let pattern = #"^[-+]?(\.inf|\.nan|([0-9_]+(\.[0-9_]*)?|\.[0-9_]+)([eE][-+]?[0-9]+)?)$"#
            return spelled("number", ["type": "number"], ["type": "string", "pattern": ConfigNode(.string(pattern))])
        case .date: return spelled("date", ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].*)?$"])
        case .duration:
            let pattern = #"^-?([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|min|h|d))+$"#
            return spelled("duration", ["type": "number"], ["type": "string", "pattern": ConfigNode(.string(pattern))])
        case .url: return spelled("url", ["type": "string", "format": "uri-reference", "minLength": 1])
        case .data:
            let bytes: ConfigMapping = ["type": "array", "items": ["type": "integer", "minimum": 0, "maximum": 255]]
            return spelled("data", ["type": "string", "contentEncoding": "base64"], bytes)
        case .uuid: return spelled("uuid", ["type": "string", "format": "uuid", "pattern": "^[0-9a-fA-F-]{36}$"])
        default: return defined("text", ["type": ["string", "number", "boolean"]])
        }
    }

    private mutating func spelled(_ name: String, _ forms: ConfigMapping...) -> ConfigMapping {
        defined(name, Self.any(of: forms + [later()]))
    }

    private mutating func integer(_ bits: Int, _ isSigned: Bool) -> ConfigMapping {
        var form: ConfigMapping = ["type": "integer"]
        // The bounds of wider integers are beyond the precision of many readers of JSON.
        if bits <= 32 {
            form["minimum"] = ConfigNode(.int(isSigned ? -(1 << (bits - 1)) : 0))
            form["maximum"] = ConfigNode(.int((1 << (isSigned ? bits - 1 : bits)) - 1))
        } else if !isSigned {
            form["minimum"] = 0
        }
        // Not every reader of YAML knows all number formats of this one; others read them as text.
        let digits = "(0x[0-9a-fA-F_]+|0b[01_]+|[0-9][0-9_]*(\\.0*)?([eE][+]?[0-9]+)?)$"
        let word: ConfigMapping = [
            "type": "string", "pattern": ConfigNode(.string((isSigned ? "^[-+]?" : "^[+]?") + digits)),
        ]
        return spelled(bits > 32 && isSigned ? "integer" : "\(isSigned ? "signed" : "unsigned")\(bits)", form, word)
    }
}

extension ConfigSchema.Property {
    /// The default as JSON can show it; that of a mapping is shown by its keys.
    fileprivate var shownDefault: ConfigNode? {
        guard let defaultValue else { return nil }
        if case .bytes = defaultValue.content { return nil }
        if case .mapping = schema.shape, !defaultValue.isNull { return nil }
        return defaultValue
    }
}

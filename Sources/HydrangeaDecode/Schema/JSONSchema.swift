public import HydrangeaTree

/// A config's schema as JSON Schema (draft 2020-12) for config files, which editors and validators read.
///
/// A file is a part of a config, so no key is required; and an interpolation or `???` may replace any value. Values are
/// allowed as decoding accepts them: a number may be written as text, and text as a number.
public struct JSONSchema: Hashable, Sendable {
    /// The draft of JSON Schema whose keywords are used.
    public static let dialect = "https://json-schema.org/draft/2020-12/schema"

    /// The schema as a tree of JSON values.
    public let node: ConfigNode

    /// - Parameters:
    ///   - schemas: what a file may hold: several when the options of a group go to different places.
    ///   - title: what the schema is called.
    ///   - groups: the config groups that the file's defaults list may name, with their options.
    ///   - isRoot: whether the file's values go to the top of the config, where the `hydra` node is.
    public init(
        of schemas: [ConfigSchema], title: String, groups: [(name: String, options: [String])] = [],
        isRoot: Bool = false
    ) {
        var forms = SchemaForms()
        var keys: ConfigMapping = ["defaults": forms.defaults(groups)]
        if isRoot { keys["hydra"] = ["type": "object", "description": "Hydra's own settings: see --cfg hydra"] }
        var node: ConfigMapping = ["$schema": ConfigNode(.string(Self.dialect)), "title": ConfigNode(.string(title))]
        let files = schemas.flatMap { forms.file($0.resolved(in: $0), adding: keys) }
        for entry in SchemaForms.any(of: files).entries { node[entry.key] = entry.value }
        for (name, schema) in schemas.flatMap(\.definitions).sorted(by: { $0.key < $1.key }) {
            forms.define(name, schema)
        }
        if !forms.definitions.isEmpty { node["$defs"] = ConfigNode(.mapping(forms.definitions)) }
        self.node = ConfigNode(.mapping(node))
    }

    /// The text, with a line break at its end.
    public var text: String { JSONText.lines(node) + "\n" }
}

import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree

/// The types of the `hydra` node's keys: which there are, and what a value is turned into.
enum HydraSchema {
    indirect enum Kind: Sendable {
        case any
        case string
        /// Text; a list or mapping becomes the text that Python spells it with.
        case spelled
        case bool
        case int
        /// `hydra.mode`
        case mode
        case list(Kind)
        case dictionary(Kind)
        case record([(String, Kind)])
        /// A mapping that may have other keys too.
        case open([(String, Kind)])
        /// May also be null.
        case optional(Kind)

        /// The keys whose types are known.
        var fields: [(String, Kind)]? {
            switch self {
            case .record(let fields), .open(let fields): fields
            default: nil
            }
        }
    }

    private static let text = Kind.string

    /// The node as a whole.
    static func kind(_ rules: RuleSet) -> Kind { rules == .hydra1_4 ? newer : older }

    private static let newer = whole(.hydra1_4)
    private static let older = whole(.hydra1_3)

    private static func whole(_ rules: RuleSet) -> Kind {
        .record([
            ("mode", .optional(.mode)), ("searchpath", .list(text)),
            ("run", .record([("dir", text)])),
            ("sweep", .record([("dir", text), ("subdir", text)])),
            ("hydra_logging", .dictionary(.any)), ("job_logging", .dictionary(.any)),
            ("sweeper", .open([("params", .optional(.dictionary(.spelled))), ("max_batch_size", .optional(.int))])), ("launcher", .any), ("callbacks", .dictionary(.any)), ("env", .any),
            ("help", .record([("app_name", text), ("header", text), ("footer", text), ("template", text)])),
            ("hydra_help", .record([("hydra_help", text), ("template", text)])),
            ("output_subdir", .optional(text)),
            ("overrides", .record([("hydra", .list(text)), ("task", .list(text))])),
            ("job", job(rules)), ("runtime", runtime), ("verbose", .any),
        ] + (rules == .hydra1_4 ? [("aliases", .dictionary(text))] : []))
    }

    private static func job(_ rules: RuleSet) -> Kind {
        .record([
            ("name", text), ("chdir", rules == .hydra1_3 ? .optional(.bool) : .bool), ("override_dirname", text), ("id", text), ("num", .int),
            ("config_name", .optional(text)), ("env_set", .dictionary(text)), ("env_copy", .list(text)),
            ("config", .record([
                ("override_dirname", .record([("kv_sep", text), ("item_sep", text), ("exclude_keys", .list(text))])),
            ])),
        ])
    }

    private static let runtime = Kind.record([
        ("version", text), ("version_base", text), ("cwd", text), ("config_sources", .any), ("output_dir", text), ("choices", .dictionary(.any)),
    ])

    /// Reports keys that the node does not have. `existing` holds keys that came in before the types did.
    static func checkKeys(of node: ConfigNode, _ kind: Kind, existing: ConfigNode?, at path: ConfigPath) throws(ConfigError) {
        guard case .record(let fields) = kind, case .mapping(let mapping) = node.content else { return }
        for entry in mapping.entries {
            let place = path.appending(entry.key)
            if let name = entry.key.string, let field = fields.first(where: { $0.0 == name }) {
                try checkKeys(of: entry.value, field.1, existing: existing?.child(.key(entry.key)), at: place)
            } else if existing?.child(.key(entry.key)) == nil {
                throw ConfigError(
                    Diagnostic(
                        .unknownKey, "'\(path)' has no key '\(entry.key)'", at: place, origin: entry.keyOrigin, length: entry.key.description.count,
                        notes: ["keys: \(fields.map(\.0).sortedByCodePoint().joined(separator: ", "))"],
                        help: Suggestion.nearest(to: entry.key.description, among: fields.map(\.0)).map { "did you mean \(path).\($0)?" }))
            }
        }
    }

    /// Turns values into the types of their keys: `hydra.job.name=12` is the text `12`.
    static func convert(_ node: inout ConfigNode, _ kind: Kind, at path: ConfigPath) throws(ConfigError) {
        if case .string(let text) = node.content, node.isMissing || InterpolatedText.mayInterpolate(text) { return }
        if let fields = kind.fields, node.isMapping { return try convert(&node, fields, at: path) }
        switch (kind, node.content) {
        case (.any, _), (.optional, .null): return
        case (.optional(let kind), _): try convert(&node, kind, at: path)
        case (.spelled, .sequence), (.spelled, .mapping): node.content = .string(PythonText.spelled(node, rules: .hydra1_4))
        case (.spelled, _): try convert(&node, .string, at: path)
        case (.dictionary(.any), .mapping): return
        case (.dictionary(let kind), .mapping(let mapping)):
            for key in mapping.keys {
                _ = try node.update(.key(key)) { (child: inout ConfigNode) throws(ConfigError) in
                    try convert(&child, kind, at: path.appending(key))
                }
            }
        case (.list(let kind), .sequence(let items)):
            for index in items.indices {
                _ = try node.update(.index(index)) { (child: inout ConfigNode) throws(ConfigError) in
                    try convert(&child, kind, at: path.appending(.index(index)))
                }
            }
        case (.open, _): return
        default: try convertScalar(&node, kind, at: path)
        }
    }

    private static func convert(_ node: inout ConfigNode, _ fields: [(String, Kind)], at path: ConfigPath) throws(ConfigError) {
        guard var mapping = node.takeMapping() else { return }
        defer { node.content = .mapping(mapping) }
        var expected = 0
        for (name, kind) in fields {
            // The keys stand in the order of the fields, unless a config has changed it.
            guard let position = mapping.position(of: .string(name), expected: expected) else { continue }
            expected = position + 1
            try mapping.update(at: position) { (child: inout ConfigNode) throws(ConfigError) in
                // What came with the library has its type already.
                if child.isBuiltIn, !child.isContainer { return }
                try convert(&child, kind, at: path.appending(name))
            }
        }
    }

    private static func convertScalar(_ node: inout ConfigNode, _ kind: Kind, at path: ConfigPath) throws(ConfigError) {
        switch (kind, node.content) {
        case (.string, .string), (.bool, .bool), (.int, .int): return
        case (.string, .bool(let value)): node.content = .string(PythonSpelling.bool(value))
        case (.string, .int(let value)): node.content = .string(String(value))
        case (.string, .bigInt(let value)): node.content = .string(value.description)
        case (.string, .float(let value)): node.content = .string(PythonSpelling.float(value))
        case (.bool, .int(let value)): node.content = .bool(value != 0)
        case (.bool, .string(let text)):
            switch text.lowercased() {
            case "y", "yes", "on", "true", "1": node.content = .bool(true)
            case "n", "no", "off", "false", "0": node.content = .bool(false)
            default: throw mismatch(node, "true or false", path)
            }
        case (.int, .string(let text)):
            guard let value = Int(text) else { throw mismatch(node, "an integer", path) }
            node.content = .int(value)
        case (.mode, .string(let text)):
            guard let name = ["RUN", "MULTIRUN"].first(where: { text == $0 || text == "RunMode.\($0)" }) else {
                throw mismatch(node, "RUN or MULTIRUN", path)
            }
            node.content = .string(name)
        case (.mode, .int(let number)) where number == 1 || number == 2: node.content = .string(number == 1 ? "RUN" : "MULTIRUN")
        case (.string, _): throw mismatch(node, "text", path)
        case (.bool, _): throw mismatch(node, "true or false", path)
        case (.int, _): throw mismatch(node, "an integer", path)
        case (.mode, _): throw mismatch(node, "RUN or MULTIRUN", path)
        case (.list, _): throw mismatch(node, "a list", path)
        case (.dictionary, _), (.record, _): throw mismatch(node, "a mapping", path)
        case (.any, _), (.open, _), (.optional, _), (.spelled, _): return
        }
    }

    private static func mismatch(_ node: ConfigNode, _ expected: String, _ path: ConfigPath) -> ConfigError {
        ConfigError(
            Diagnostic(.typeMismatch, "'\(path)' must be \(expected), this is \(node.kindName)", at: path, origin: node.origin))
    }
}

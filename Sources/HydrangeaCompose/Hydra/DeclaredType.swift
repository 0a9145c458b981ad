import HydrangeaGrammar
import HydrangeaTree

/// The type that a built-in config declares for a key, as the structured configs of Hydra do: the values that are
/// allowed, and their conversion.
indirect enum DeclaredType: Sendable {
    case any
    case scalar(ScalarType)
    /// A name from a list, or its number, from 1.
    case name(of: [String], enumeration: String)
    case list(DeclaredType)
    /// A mapping whose keys are text.
    case dictionary(DeclaredType)
    /// A mapping with these keys and no others.
    case record([(String, DeclaredType)])
    /// A type that allows null, too.
    case optional(DeclaredType)

    static let string = DeclaredType.scalar(.str)
    static let bool = DeclaredType.scalar(.bool)
    static let int = DeclaredType.scalar(.int)
    static let float = DeclaredType.scalar(.float)

    /// The type without null.
    var required: DeclaredType { if case .optional(let type) = self { type.required } else { self } }

    var isContainer: Bool {
        switch required {
        case .list, .dictionary, .record: true
        case .any, .scalar, .name, .optional: false
        }
    }

    /// The type of a child.
    func child(_ key: String) -> DeclaredType {
        switch required {
        case .list(let type), .dictionary(let type): type
        case .record(let fields): fields.first { $0.0 == key }?.1 ?? .any
        case .any, .scalar, .name, .optional: .any
        }
    }

    private var expectation: String {
        switch self {
        case .any: "a value"
        case .scalar(.str): "text"
        case .scalar(.bool): "true or false"
        case .scalar(.int): "an integer"
        case .scalar(.float): "a number"
        case .scalar(.bytes): "binary data"
        case .name(let names, _): names.joined(separator: " or ")
        case .list: "a list"
        case .dictionary, .record: "a mapping"
        case .optional(let type): type.expectation + " or null"
        }
    }
}

// MARK: - Values

extension DeclaredType {
    /// Converts a value to the type: `hydra.job.name=12` is the text `12`. Missing values and interpolations stay as
    /// they are.
    func convert(_ node: inout ConfigNode, at path: ConfigPath) throws(ConfigError) {
        if case .string(let text) = node.content, node.isMissing || InterpolatedText.mayInterpolate(text) { return }
        if case .record(let fields) = self, node.isMapping { return try Self.convert(&node, fields, at: path) }
        switch (self, node.content) {
        case (.any, _), (.optional, .null): return
        case (.optional(let type), _):
            do { try type.convert(&node, at: path) } catch {
                // An error in a nested value keeps its own place.
                throw error.diagnostics.first?.path == path ? mismatch(node, path) : error
            }
        case (.dictionary(let type), .mapping(let mapping)):
            for entry in mapping.entries {
                guard case .string = entry.key else { throw keyMismatch(entry, path) }
                try type.convertElement(&node, .key(entry.key), at: path)
            }
        case (.list(let type), .sequence(let items)):
            for index in items.indices { try type.convertElement(&node, .index(index), at: path) }
        default:
            guard let content = scalar(node.content) else { throw mismatch(node, path) }
            node.content = content
        }
    }

    private static func convert(_ node: inout ConfigNode, _ fields: [(String, DeclaredType)], at path: ConfigPath)
        throws(ConfigError)
    {
        guard var mapping = node.takeMapping() else { return }
        defer { node.content = .mapping(mapping) }
        var expected = 0
        for (name, type) in fields {
            // The keys are in the order of the fields, unless a config has changed it.
            guard let position = mapping.position(of: .string(name), expected: expected) else { continue }
            expected = position + 1
            try mapping.update(at: position) { (child: inout ConfigNode) throws(ConfigError) in
                // A config of this library has the right type already.
                if child.isBuiltIn, !child.isContainer { return }
                try type.convert(&child, at: path.appending(name))
            }
        }
    }

    private func convertChild(_ node: inout ConfigNode, _ step: ConfigPath.Element, at path: ConfigPath)
        throws(ConfigError)
    {
        _ = try node.update(step) { (child: inout ConfigNode) throws(ConfigError) in
            try convert(&child, at: path.appending(step))
        }
    }

    /// Converts an element. Elements of scalar types may be lists and mappings, whose content is not checked.
    private func convertElement(_ node: inout ConfigNode, _ step: ConfigPath.Element, at path: ConfigPath)
        throws(ConfigError)
    {
        if case .any = self { return }
        if !isContainer, node.child(step)?.isContainer == true { return }
        try convertChild(&node, step, at: path)
    }

    /// The scalar converted to this type; nil if it cannot be converted.
    private func scalar(_ content: ConfigNode.Content) -> ConfigNode.Content? {
        switch (self, content) {
        case (.scalar(let type), _): type.coerced(content)
        case (.name(let names, let enumeration), .string(let text)):
            names.first { text == $0 || text == "\(enumeration).\($0)" }.map { .string($0) }
        case (.name(let names, _), .int(let number)):
            number > 0 && number <= names.count ? .string(names[number - 1]) : nil
        default: nil
        }
    }

    private func mismatch(_ node: ConfigNode, _ path: ConfigPath) -> ConfigError {
        let names: [String] =
            switch required {
            case .scalar(.bool): ["true", "false"]
            case .name(let names, _): names
            default: []
            }
        return ConfigError(
            Diagnostic(
                .typeMismatch, "'\(path)' must be \(expectation), this is \(node.kindName)", at: path,
                origin: node.origin,
                help: node.origin.isArgument && !names.isEmpty
                    ? names.map { "\(path)=\($0)" }.joined(separator: " or ")
                    : isContainer ? Self.missingBlank(in: node) : Self.parameter(node, path)))
    }

    /// The help for a sweeper parameter that is written as a key without a value.
    private static func parameter(_ node: ConfigNode, _ path: ConfigPath) -> String? {
        guard node.isNull, path.elements.count == 4, path.description.hasPrefix("hydra.sweeper.params"),
            case .key(let key)? = path.elements.last
        else { return nil }
        let parts = key.description.split(separator: "=", maxSplits: 1)
        return parts.count == 2 ? "write \(parts[0]): \(parts[1])" : "write its values: \(key): 1,2"
    }

    /// The help for a text that was meant as an entry of a mapping: `lr:1,2` has no space after its colon.
    private static func missingBlank(in node: ConfigNode) -> String? {
        guard !node.origin.isArgument, let text = node.string, let sign = text.firstIndex(where: { ":=".contains($0) }),
            sign != text.startIndex, !text.contains("\n"), !text.contains(" ")
        else { return nil }
        let entry = "\(text[..<sign]): \(text[text.index(after: sign)...])"
        return text[sign] == ":" ? "a blank is missing after ':': write \(entry)" : "write \(entry)"
    }

    private func keyMismatch(_ entry: ConfigMapping.Entry, _ path: ConfigPath) -> ConfigError {
        ConfigError(
            Diagnostic(
                .typeMismatch, "the keys of '\(path)' must be text: '\(entry.key)' is not quoted", at: path,
                origin: entry.keyOrigin, help: "quote it: '\(entry.key)'"))
    }
}

// MARK: - Keys

extension DeclaredType {
    /// Adds missing keys to mappings of a declared type as `???`, so that reading one is not an error about an unknown
    /// key.
    func complete(_ node: inout ConfigNode) {
        guard case .record(let fields) = required else { return }
        for (name, type) in fields {
            guard case .record(let inner) = type.required else { continue }
            _ = node.update(.key(.string(name))) { child in
                type.complete(&child)
                guard var mapping = child.takeMapping() else { return }
                for (key, _) in inner where mapping.position(of: .string(key)) == nil { mapping[key] = "???" }
                child.content = .mapping(mapping)
            }
        }
    }
}

extension DeclaredType {
    /// Finds a key that the type does not have. Keys that existed before the type was declared are not checked.
    func unknownKey(in node: ConfigNode, existing: ConfigNode?, at path: ConfigPath) -> UnknownKey? {
        guard case .record(let fields) = required, case .mapping(let mapping) = node.content else { return nil }
        for entry in mapping.entries {
            let there = existing?.child(.key(entry.key))
            if let name = entry.key.string, let field = fields.first(where: { $0.0 == name }) {
                if let found = field.1.unknownKey(in: entry.value, existing: there, at: path.appending(entry.key)) {
                    return found
                }
            } else if there == nil {
                return UnknownKey(entry: entry, path: path, names: fields.map(\.0))
            }
        }
        return nil
    }

    struct UnknownKey {
        var entry: ConfigMapping.Entry
        /// The mapping that lacks the key, and the keys that it has.
        var path: ConfigPath
        var names: [String]
    }
}

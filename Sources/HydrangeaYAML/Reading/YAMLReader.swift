public import HydrangeaTree

/// Reads YAML as OmegaConf does: the same values, the same order of keys, and the place of every value and key.
public struct YAMLReader: Sendable {
    /// The deepest nesting of lists and mappings, aliases included. Code that walks a tree may rely on it.
    public static let depthLimit = 1000

    let compatibility: Compatibility
    let limit: NodeLimit

    /// - Parameters:
    ///   - compatibility: The release whose rules apply.
    ///   - nodeLimit: The limit on nodes that aliases add; nil for the limit of those rules.
    public init(compatibility: Compatibility = .hydra1_4, nodeLimit: NodeLimit? = nil) {
        self.compatibility = compatibility
        limit = nodeLimit ?? (compatibility.hasNodeLimit ? .standard : .lenient)
    }

    /// Reads a config file. An empty file is an empty mapping, and a single word is a mapping of that word to null.
    ///
    /// - Parameter allowingList: whether the root may be a list: a group's option may be one, a primary config may not.
    /// - Throws: the mistakes in the text, or an error if its root is not a mapping.
    public func readConfig(_ source: SourceText, allowingList: Bool = false) throws(ConfigError) -> ConfigNode {
        var root = try readDocument(source)
        if let text = root.string {
            // The oracle reads a text that is the whole file once more, as YAML.
            root = try readDocument(SourceText(source.kind, text: text))
            if root.string != nil { return named(root) }
        }
        switch root.content {
        case .mapping: return root
        case .null: return ConfigNode(.mapping(ConfigMapping()), origin: root.origin)
        case .sequence where allowingList: return root
        default:
            throw ConfigError(
                Diagnostic(
                    .yamlValue, "a config is a mapping, this is \(root.kindName)", origin: root.origin,
                    help: "give it a name: 'key: value'"))
        }
    }

    private func named(_ root: ConfigNode) -> ConfigNode {
        var mapping = ConfigMapping()
        mapping.set(.init(key: .string(root.string ?? ""), value: ConfigNode(.null, origin: root.origin)))
        return ConfigNode(.mapping(mapping), origin: root.origin)
    }

    /// Reads the value of a text that holds one document; an empty text is null.
    public func readDocument(_ source: SourceText) throws(ConfigError) -> ConfigNode {
        let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return try source.bytes.withUnsafeBufferPointer { bytes throws(ConfigError) in
            let text = UnsafeBufferPointer(rebasing: bytes[start...])
            guard let parser = EventParser(text) else { throw Self.outOfMemory(source) }
            var builder = TreeBuilder(source, from: start, compatibility: compatibility, limit: limit)
            var check = compatibility.readsLikePyYAML ? PythonScannerCheck(text) : nil
            repeat {
                guard parser.next() else {
                    if parser.problem.isMemory { throw Self.outOfMemory(source) }
                    throw ConfigError(SyntaxDiagnosis(parser.problem, in: source).diagnostic)
                }
                do throws(PythonScannerCheck.Refusal) { try check?.take(parser.event) } catch {
                    throw error.error(in: source, from: start)
                }
            } while try builder.take(parser.event)
            return try builder.finish()
        }
    }

    private static func outOfMemory(_ source: SourceText) -> ConfigError {
        ConfigError(Diagnostic(.limit, "there is not enough memory to read this text", origin: Origin(source)))
    }
}

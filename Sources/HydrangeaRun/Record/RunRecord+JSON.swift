import HydrangeaDecode
import HydrangeaTree

/// The conversion of the facts to and from `record.json`.
extension RunRecord.Facts {
    /// The text of `record.json`.
    var json: String {
        get throws(ConfigError) { JSONText.lines(try ConfigEncoder().encode(self)) + "\n" }
    }

    /// Decodes the facts from the parsed file. Unknown keys, which later releases may have added, are ignored.
    init(node: ConfigNode) throws(ConfigError) {
        if case .int(let version)? = node["version"]?.content, version != Self.version {
            throw ConfigError(
                Diagnostic(
                    .run, "this record has version \(version)", origin: node.origin,
                    notes: ["this program reads version \(Self.version)"]))
        }
        do { self = try ConfigDecoder().decode(from: node) } catch {
            let unknown = error.diagnostics.compactMap { $0.code == .unknownKey ? $0.path : nil }
            guard unknown.count == error.diagnostics.count else { throw Self.unreadable(node, error) }
            var known = node
            for path in unknown { known.remove(path) }
            self = try ConfigDecoder().decode(from: known)
        }
    }
}

extension RunRecord.Facts {
    /// The error for a file that is not a record. Only the first mistake is shown: a program has written the file, so
    /// there is nothing to correct by hand.
    private static func unreadable(_ node: ConfigNode, _ error: ConfigError) -> ConfigError {
        let mistakes = error.diagnostics.filter { $0.code != .unknownKey }
        let first =
            node.isMapping ? mistakes.first?.message ?? "" : "a record is a mapping, and this is \(node.kindName)"
        let origin = node.isMapping ? mistakes.first?.origin ?? node.origin : node.origin
        return ConfigError(
            Diagnostic(
                .run, "this is not the record of a run", origin: origin,
                notes: [first + (mistakes.count > 1 ? ", and \(mistakes.count - 1) more" : "")],
                help: "hydrangea schema record prints what a record holds"))
    }
}

extension ConfigNode {
    /// Removes a key from the mapping that contains it.
    fileprivate mutating func remove(_ path: ConfigPath) {
        guard case .key(let key)? = path.elements.last else { return }
        _ = update(at: path.elements.dropLast()) { (parent: inout ConfigNode) in
            guard case .mapping(var mapping) = parent.content else { return }
            mapping.remove(key)
            parent.content = .mapping(mapping)
        }
    }
}

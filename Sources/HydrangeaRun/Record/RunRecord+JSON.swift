import HydrangeaDecode
import HydrangeaTree

/// The facts as `record.json` has them.
extension RunRecord.Facts {
    /// The record as JSON.
    var json: String {
        get throws(ConfigError) { JSONText.lines(try ConfigEncoder().encode(self)) + "\n" }
    }

    /// Reads the record from its file's tree. Keys that came with later releases are passed over.
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
    /// The error about a file that is no record: what else could be said of its keys helps nobody, since a program has
    /// written them.
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
    /// Takes a key out of the mapping that holds it.
    fileprivate mutating func remove(_ path: ConfigPath) {
        guard case .key(let key)? = path.elements.last else { return }
        _ = update(at: path.elements.dropLast()) { (parent: inout ConfigNode) in
            guard case .mapping(var mapping) = parent.content else { return }
            mapping.remove(key)
            parent.content = .mapping(mapping)
        }
    }
}

import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaTree
import HydrangeaYAML

/// One side of a comparison: a run, or any YAML file.
package struct ComparedTree: Sendable {
    /// What it was named.
    package let name: String
    package let record: RunRecord?
    private let file: ConfigNode
    private let origins: ConfigMapping

    /// Reads a run's directory, a record such as `.hydra-1` in it, or a YAML file.
    ///
    /// - Throws: when there is neither.
    package init(_ name: String, workingDirectory: String) throws(ConfigError) {
        self.name = name
        let path = FilePath.absolute(name, in: workingDirectory)
        if PosixFile.isDirectory(path) {
            let record = try RunRecord(at: path)
            self.record = record
            file = .null
            let places = try? YAMLReader().document(
                SourceText(reading: FilePath.join(record.recordPath, ValueOrigins.fileName), []))
            origins = places?.mapping ?? [:]
            return
        }
        guard PosixFile.exists(path) else {
            throw ConfigError(
                Diagnostic(
                    .file, "there is no '\(name)'",
                    help: "name a run's directory or a YAML file; hydrangea runs lists runs"))
        }
        record = nil
        origins = [:]
        // Messages show the file as it was named.
        file = try YAMLReader().config(
            SourceText(.file(name), bytes: try SourceText(reading: path, [.links, .pipes]).bytes), allowingList: true)
    }

    /// The config: what the program got, or with interpolations as they were written.
    func config(resolved: Bool) -> ConfigNode {
        guard let record else { return file }
        return resolved ? record.resolvedConfig : record.config
    }

    /// Where the value at a path comes from, as far as that is known.
    package func origin(of path: ConfigPath, _ node: ConfigNode) -> String? {
        if let known = origins[path.description]?.string { return known }
        guard let record else { return node.origin.source.map { _ in node.origin.description } }
        // Hydra keeps no places; but an override that names the key, or one above it, has set it.
        let key = path.description
        return record.overrides.last { text in
            let name = text.drop { "+~".contains($0) }.prefix { $0 != "=" && $0 != "@" }
            return key == name || key.hasPrefix(name + ".") || key.hasPrefix(name + "[")
        }.map { "override \($0)" }
    }

    /// How two trees differ.
    ///
    /// A run of Hydra's has no resolved config: then interpolations are compared as they were written, on both sides.
    /// - Parameter unresolved: Whether to do that in any case.
    package static func differences(_ first: ComparedTree, _ second: ComparedTree, unresolved: Bool = false)
        -> [TreeDifference]
    {
        let resolved = !unresolved && [first, second].allSatisfy { $0.record?.isFrozen ?? true }
        return TreeDifference.between(first.config(resolved: resolved), second.config(resolved: resolved))
    }
}

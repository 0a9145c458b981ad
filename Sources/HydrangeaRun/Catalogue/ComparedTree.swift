import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaTree
import HydrangeaYAML

/// The first or second tree of a comparison: a run's config, or any YAML file.
package struct ComparedTree: Sendable {
    /// The path that the user gave.
    package let name: String
    package let record: RunRecord?
    private let file: ConfigNode
    private let origins: ConfigMapping

    /// Reads a run's directory, a record such as `.hydra-1` in it, or a YAML file.
    ///
    /// - Throws: if there is neither at this path.
    package init(_ name: String, workingDirectory: String) throws(ConfigError) {
        self.name = name
        let path = FilePath.absolute(name, in: workingDirectory)
        if PosixFile.isDirectory(path) {
            let record = try RunRecord(at: path)
            self.record = record
            file = .null
            let places = try? YAMLReader().readDocument(
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
        // The source is named by the user's path, for messages, but read from the absolute one.
        file = try YAMLReader().readConfig(
            SourceText(.file(name), bytes: try SourceText(reading: path, [.links, .pipes]).bytes), allowingList: true)
    }

    /// The config of a run, as the program received it or with its interpolations. The tree of a file is never
    /// resolved.
    func config(resolved: Bool) -> ConfigNode {
        guard let record else { return file }
        return resolved ? record.resolvedConfig : record.config
    }

    /// The place where the value at a path was written; nil if it is unknown.
    package func origin(of path: ConfigPath, _ node: ConfigNode) -> String? {
        if let known = origins[path.description]?.string { return known }
        guard let record else { return node.origin.source.map { _ in node.origin.description } }
        // Hydra's records hold no origins. But an override of the key, or of a key above it, has set the value.
        let key = path.description
        return record.overrides.last { text in
            let name = text.drop { "+~".contains($0) }.prefix { $0 != "=" && $0 != "@" }
            return key == name || key.hasPrefix(name + ".") || key.hasPrefix(name + "[")
        }.map { "override \($0)" }
    }

    /// The differences between two trees.
    ///
    /// A run of Hydra has no resolved config. Then the unresolved configs of both sides are compared.
    /// - Parameter unresolved: True to compare the unresolved configs in any case.
    package static func differences(_ first: ComparedTree, _ second: ComparedTree, unresolved: Bool = false)
        -> [TreeDifference]
    {
        let resolved = !unresolved && [first, second].allSatisfy { $0.record?.isFrozen ?? true }
        return TreeDifference.between(first.config(resolved: resolved), second.config(resolved: resolved))
    }
}

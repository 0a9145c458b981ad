import HydrangeaFiles
package import HydrangeaTree

/// Lists the groups of a search path that have options, for help, completion and schemas.
///
/// A config directory can be a whole project (`--config-path .`), with symbolic links in circles and directories of
/// 100,000 files. Therefore each directory is visited once, hidden directories are omitted, and the number of
/// directories is limited.
package struct GroupWalk: Sendable {
    /// The groups by name, with the options of all sources.
    private var options: [String: Set<String>] = [:]
    /// True if there were more directories than ``limit``.
    private var isCut = false

    /// The largest number of directories of a source that are visited.
    package static let limit = 10_000

    init(_ sources: [any ConfigSource]) {
        for source in sources where source.hasGroup("") { visit(source) }
    }

    /// The groups, sorted by name.
    package var groups: [ConfigGroup] {
        options.map { ConfigGroup(name: $0.key, options: $0.value.sortedByCodePoint()) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// A warning if directories were omitted.
    package var warnings: [Diagnostic] {
        guard isCut else { return [] }
        return [
            Diagnostic(
                .file,
                "the config directory holds more than \(Self.limit) directories, and groups in the others are not listed",
                help: "name the directory of the configs alone, with --config-path DIRECTORY")
        ]
    }

    private mutating func visit(_ source: any ConfigSource) {
        let directory = source as? DirectorySource
        var visited: Set<PosixFile.Identity> = []
        var waiting = [""]
        // Links are visited after all directories, because a group is named after its directory, not after a link to
        // it.
        var links: [String] = []
        var count = 0
        while let group = waiting.popLast() ?? links.popLast() {
            if let identity = directory?.identity(ofGroup: group), !visited.insert(identity).inserted { continue }
            count += 1
            if count > Self.limit {
                isCut = true
                return
            }
            let found = group.isEmpty ? [] : source.options(inGroup: group)
            if !found.isEmpty { options[group, default: []].formUnion(found) }
            for name in source.subgroups(ofGroup: group) where !name.hasPrefix(".") {
                let child = group.isEmpty ? name : "\(group)/\(name)"
                if directory?.isLink(child) == true { links.append(child) } else { waiting.append(child) }
            }
        }
    }
}

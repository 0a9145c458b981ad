import HydrangeaTree

/// The names of configs that are held in memory, as groups and options.
struct ConfigNames: Sendable {
    private var names: Set<String> = []
    private var groups: Set<String> = [""]

    init(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    mutating func insert(_ name: String) {
        guard names.insert(name).inserted else { return }
        var group = name[...]
        while let slash = group.utf8.lastIndex(of: UInt8(ascii: "/")) {
            group = group[..<slash]
            // The parents of a known group are known, too.
            if !groups.insert(String(group)).inserted { return }
        }
    }

    /// True if there is a config of that name.
    func contains(_ config: String) -> Bool { names.contains(Self.plain(config)) }
    func hasGroup(_ group: String) -> Bool { groups.contains(group) }

    func options(inGroup group: String) -> [String] { Self.children(of: group, in: names) }
    func subgroups(ofGroup group: String) -> [String] { Self.children(of: group, in: groups).filter { !$0.isEmpty } }

    /// A config's name without the ending that its file would have.
    static func plain(_ config: String) -> String {
        let ending = ".yaml".utf8
        return config.utf8.suffix(ending.count).elementsEqual(ending) ? String(config.dropLast(ending.count)) : config
    }

    private static func children(of group: String, in paths: Set<String>) -> [String] {
        let prefix = group.isEmpty ? "" : group + "/"
        return paths.filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains("/") }
            .map { String($0.dropFirst(prefix.count)) }
            .sortedByCodePoint()
    }
}

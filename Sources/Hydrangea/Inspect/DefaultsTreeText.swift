package import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

/// The defaults tree, with the reason for each config in it.
package struct DefaultsTreeText {
    private let entries: [DefaultsTreeEntry]

    package init(_ composition: Composition) { entries = composition.defaultsTreeEntries }

    /// The tree with a config on each line, indented below the config that includes it. Built-in configs below another
    /// config are omitted.
    package var text: String {
        let entries = entries.filter { !$0.isBuiltIn || $0.depth == 0 }.filter {
            $0.state != .itself || $0.config != "hydra/config"
        }
        let rows = entries.map { [String(repeating: "  ", count: $0.depth) + $0.label, $0.reason] }
        return TextColumns(rows).lines().map { $0 + "\n" }.joined()
    }

    /// A list of all configs, each with the position of the one that includes it.
    package var json: String { JSONText.lines(ConfigNode(.sequence(entries.map(\.node)))) + "\n" }
}

extension DefaultsTreeEntry {
    fileprivate var label: String {
        switch state {
        case .itself: "_self_"
        case .merged: isAtItsOwnPackage ? config : "\(config) at \(package.isEmpty ? "the top" : package)"
        case .none: "\(group ?? config): null"
        case .open: "\(group ?? config): ???"
        case .deleted, .absent: config
        }
    }

    /// True if the config's values are at the default package of its group: those of `db/mysql` at `db`.
    private var isAtItsOwnPackage: Bool { package == config.split(separator: "/").dropLast().joined(separator: ".") }

    fileprivate var reason: String {
        switch state {
        case .itself: return ""
        case .deleted:
            return (deletion.map { "left out by \($0.place)" } ?? "left out")
                + (inclusion.map { ", named by \($0)" } ?? "")
        case .absent: return "optional, and not there" + (inclusion.map { ", named by \($0)" } ?? "")
        case .merged, .none, .open:
            return inclusion.map { "\($0)" } ?? (depth == 0 ? isBuiltIn ? "built in" : "primary config" : "")
        }
    }

    fileprivate var node: ConfigNode {
        var pairs: [(ConfigKey, ConfigNode)] = [
            ("config", .text(config)), ("package", .text(package)), ("state", .text(state.rawValue)),
            ("parent", parent.map { ConfigNode(.int($0)) } ?? .null),
        ]
        if let group { pairs.append(("group", .text(group))) }
        if let inclusion { pairs.append(("chosen", inclusion.node)) }
        if let deletion { pairs.append(("deleted", ConfigNode(.mapping(ConfigMapping(deletion.fields))))) }
        return ConfigNode(.mapping(ConfigMapping(pairs)))
    }
}

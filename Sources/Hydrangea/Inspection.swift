import HydrangeaCompose
import HydrangeaTree

/// What `--info` prints of a composition.
struct Inspection {
    enum Topic: String, CaseIterable {
        case all, config, defaults, plugins, searchpath, aliases
        case defaultsTree = "defaults-tree"
    }

    private let composition: Composition

    init(_ composition: Composition) { self.composition = composition }

    func text(_ topic: Topic) throws(ConfigError) -> String {
        switch topic {
        case .config: return "# Config\n" + (try composition.yaml(.all))
        case .defaults: return defaults
        case .searchpath: return searchPath
        case .all, .plugins, .aliases, .defaultsTree: throw NotThereYet.error("--info \(topic.rawValue)")
        }
    }

    private var defaults: String {
        let rows = composition.defaultsList.elements.map { [$0.config, $0.package, $0.isSelf ? "True" : "False", $0.parent ?? ""] }
        return Table(title: "Defaults List", head: ["Config path", "Package", "_self_", "Parent"], rows: rows).text
    }

    private var searchPath: String {
        let sources = composition.hydra["runtime.config_sources"]?.sequence ?? []
        let rows = sources.map { source in
            let scheme = source["schema"]?.string ?? ""
            return [source["provider"]?.string ?? "", "\(scheme)://\(source["path"]?.string ?? "")"]
        }
        return Table(title: "Config search path", head: ["Provider", "Search path"], rows: rows).text
    }
}

/// Rows of text with a heading, in columns.
private struct Table {
    let title: String
    let head: [String]
    let rows: [[String]]

    var text: String {
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].unicodeScalars.count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            "| " + zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.unicodeScalars.count) }.joined(separator: " | ") + " |"
        }
        let rule = String(repeating: "-", count: line(head).unicodeScalars.count)
        return ([title, rule, line(head), rule] + rows.map(line) + [rule]).joined(separator: "\n") + "\n"
    }
}

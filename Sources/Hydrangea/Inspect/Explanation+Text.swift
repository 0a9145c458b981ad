import HydrangeaCompose
import HydrangeaTree
import HydrangeaYAML

extension Explanation {
    /// The output of `--explain`: the value, then each layer that sets it, the winner first, then the reads of its
    /// interpolations.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    private var lines: [String] { [headline] + choiceLines + stepLines + mistakeLines + partLines + sourceLines }

    private var headline: String {
        let name = (reference.map { "\($0) is " } ?? "") + (path.isRoot ? "the config" : path.description)
        guard let value else {
            guard let last = steps.last?.place ?? deletion?.place else { return name }
            return "\(name) was deleted by \(last)"
        }
        if value.isContainer { return "\(name): \(ValueText.size(of: value))" }
        return "\(name) = \(ValueText.line(resolved ?? value))"
    }

    private var choiceLines: [String] {
        guard let inclusion, !steps.contains(where: { $0.inclusions.first == inclusion }) else { return [] }
        return ["  option \(option.map { "'\($0)'" } ?? "null"), chosen by \(inclusion)"]
    }

    private var stepLines: [String] {
        let steps = steps.reversed()
        let values = steps.map(\.valueText)
        let width = values.map(\.unicodeScalars.count).filter { $0 <= 40 }.max() ?? 0
        return zip(steps, values).flatMap { step, value in
            let pad = String(repeating: " ", count: max(0, width - value.unicodeScalars.count))
            return ["  \(value)\(pad)  \(step.place)"]
                + step.reasons.map { String(repeating: " ", count: width + 6) + $0 }
        }
    }

    private var mistakeLines: [String] {
        if value?.isMissing == true { return ["  it must be given: \(path)=VALUE"] }
        return mistake?.diagnostics.prefix(1).map { "  it cannot be resolved: \($0.message)" } ?? []
    }

    private var partLines: [String] {
        let most = 200
        let rows = parts.prefix(most).map {
            ($0.path.description, ValueText.line($0.value, limit: 40), $0.origin.place)
        }
        guard value?.isContainer == true, !rows.isEmpty else { return [] }
        let widths = (rows.map(\.0.unicodeScalars.count).max() ?? 0, rows.map(\.1.unicodeScalars.count).max() ?? 0)
        let table = rows.map {
            "  " + [Self.padded($0.0, widths.0), Self.padded($0.1, widths.1), $0.2].joined(separator: "  ").trimmingEnd
        }
        return ["in it:"] + table + (parts.count > most ? ["  … and \(parts.count - most) more"] : [])
    }

    private var sourceLines: [String] {
        sources.flatMap { source in
            switch source {
            case .value(let explanation): explanation.lines
            case .environment(let name, isSet: false, _): ["environment variable \(name) is not set"]
            case .environment(let name, isSet: true, let origin):
                [
                    "environment variable \(name) is set"
                        + (origin.source == nil ? " where the program was started" : " in \(origin.lineText)")
                ]
            }
        }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    }
}

extension Composition.ValueStep {
    /// The place of the value in the layer, for the output.
    fileprivate var place: String {
        switch layer {
        case .type(let name): "default of \(name)"
        case .program: "set by the program"
        case .override: origin.place
        case .config(let name, _): origin.source == nil || effect == .deleted ? "config \(name)" : origin.place
        }
    }

    /// The reasons for the layer, the nearest one first.
    fileprivate var reasons: [String] {
        inclusions.enumerated().map { index, inclusion in
            index == 0 ? "chosen by \(inclusion)" : "in \(inclusion.config), chosen by \(inclusion)"
        }
    }

    fileprivate var valueText: String {
        switch effect {
        case .deleted: "deleted"
        case .kept: "??? (keeps the value)"
        case .extended: "\(value.map { ValueText.line($0) } ?? "") (extended)"
        case .set, .merged: value.map { ValueText.line($0, limit: 40) } ?? ""
        }
    }
}

extension Origin {
    /// The file and the line without the column.
    fileprivate var lineText: String { source.map { "\($0.name):\(position.line)" } ?? "" }
}

/// Values on one line.
package enum ValueText {
    /// The value in YAML. A scalar longer than `limit` characters is cut; a longer container is given as its size.
    package static func line(_ node: ConfigNode, limit: Int = 80) -> String {
        let text = flow(node, limit)
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        return node.isContainer ? size(of: node) : String(String.UnicodeScalarView(scalars.prefix(limit - 1))) + "…"
    }

    /// `a mapping of 3 keys`
    static func size(of node: ConfigNode) -> String {
        switch node.content {
        case .mapping(let mapping): "a mapping of \(mapping.count) key\(mapping.count == 1 ? "" : "s")"
        case .sequence(let items): "a list of \(items.count) item\(items.count == 1 ? "" : "s")"
        default: node.kindName
        }
    }

    private static func flow(_ node: ConfigNode, _ limit: Int) -> String {
        switch node.content {
        case .mapping(let mapping) where mapping.count * 4 <= limit:
            "{" + mapping.entries.map { "\($0.key): \(flow($0.value, limit))" }.joined(separator: ", ") + "}"
        case .sequence(let items) where items.count * 2 <= limit:
            "[" + items.map { flow($0, limit) }.joined(separator: ", ") + "]"
        case .mapping, .sequence: size(of: node)
        default: YAMLWriter().string(for: node).split(separator: "\n").joined(separator: " ").trimmingEnd
        }
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
    }
}

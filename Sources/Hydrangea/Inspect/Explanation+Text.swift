import HydrangeaCompose
import HydrangeaTree

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
        if value.isContainer { return "\(name): \(FlowText.size(of: value))" }
        return "\(name) = \(FlowText.line(resolved ?? value))"
    }

    private var choiceLines: [String] {
        guard let inclusion, !steps.contains(where: { $0.inclusions.first == inclusion }) else { return [] }
        return ["  option \(option.map { "'\($0)'" } ?? "null"), chosen by \(inclusion)"]
    }

    private var stepLines: [String] {
        let rows = steps.reversed().flatMap { step -> [[String]] in
            [["", step.valueText, step.place]] + step.reasons.map { ["", "", "  \($0)"] }
        }
        return TextColumns(rows, widest: 40).lines()
    }

    private var mistakeLines: [String] {
        if value?.isMissing == true { return ["  it must be given: \(path)=VALUE"] }
        return mistake?.diagnostics.prefix(1).map { "  it cannot be resolved: \($0.message)" } ?? []
    }

    private var partLines: [String] {
        let most = 200
        let rows = parts.prefix(most).map {
            ["", $0.path.description, FlowText.line($0.value, limit: 40), $0.origin.place]
        }
        guard value?.isContainer == true, !rows.isEmpty else { return [] }
        return ["in it:"] + TextColumns(rows).lines()
            + (parts.count > most ? ["  … and \(parts.count - most) more"] : [])
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
        case .extended: "\(value.map { FlowText.line($0) } ?? "") (extended)"
        case .set, .merged: value.map { FlowText.line($0, limit: 40) } ?? ""
        }
    }
}

extension Origin {
    /// The file and the line without the column.
    fileprivate var lineText: String { source.map { "\($0.name):\(position.line)" } ?? "" }
}

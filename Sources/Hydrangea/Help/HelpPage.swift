import HydrangeaCompose
import HydrangeaTree

/// A help page of a program, from a template in its config.
///
/// The placeholders are Hydra's, so that templates written for Hydra give the same page.
struct HelpPage {
    /// The two help pages.
    enum Kind {
        /// `--help`: the program's groups and its config, by `hydra.help.template`.
        case program
        /// `--hydra-help`: the flags and the groups of the `hydra` node, by `hydra.hydra_help.template`.
        case hydra

        fileprivate var path: ConfigPath { self == .program ? "hydra.help.template" : "hydra.hydra_help.template" }
        fileprivate var part: Composition.Part { self == .program ? .job : .hydra }
    }

    let kind: Kind
    let composition: Composition
    let groups: [ConfigGroup]
    var aliases = OverrideAliases()
    /// True if the config is printed with its interpolations resolved.
    var isResolved = false
    /// The description of the keys of the program's type, printed before the config.
    var keys = ""

    /// The page, with a line break at its end.
    func text() throws(ConfigError) -> String {
        let template = HelpTemplate(try composition.value(at: kind.path) ?? ConfigNode(.string("")), at: kind.path)
        let aliases =
            aliases.rows.isEmpty ? "" : "== Override aliases ==\n\n" + aliases.rows.joined(separator: "\n") + "\n"
        return try template.filled(with: [
            ("FLAGS_HELP", FlagsHelp().text),
            ("HYDRA_CONFIG_GROUPS", groupLines { $0.hasPrefix("hydra/") || $0 == "hydra" }),
            ("APP_CONFIG_GROUPS", groupLines { !$0.hasPrefix("hydra/") && $0 != "hydra" }),
            ("CONFIG", keys + (try composition.yaml(kind.part, resolved: isResolved))), ("OVERRIDE_ALIASES", aliases),
        ]) + "\n"
    }

    /// The most options of a group that are listed.
    private static let mostOptions = 100

    private func groupLines(_ isShown: (String) -> Bool) -> String {
        groups.filter { isShown($0.name) }.map { group in
            let more = group.options.count - Self.mostOptions
            let shown = group.options.prefix(Self.mostOptions).joined(separator: ", ")
            return "\(group.name): \(shown)\(more > 0 ? ", … and \(more) more" : "")\n"
        }.joined()
    }
}

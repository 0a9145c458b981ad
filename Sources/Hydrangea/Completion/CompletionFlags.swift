import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

/// The flags of a command line as completion knows them: their names, and what may stand behind each.
package struct CompletionFlags: Sendable {
    package enum Value: Sendable {
        case none
        case words([String])
        case path
        /// A primary config of the tree.
        case config
        /// A key of the config.
        case key
        case text
    }

    private let flags: [(names: [String], value: Value)]

    package init(_ flags: [(names: [String], value: Value)]) { self.flags = flags }

    /// Every flag's long name.
    package var longNames: [String] { flags.compactMap { $0.names.first { $0.hasPrefix("--") } } }

    /// What stands behind the flag of that name; nil when there is no such flag.
    func value(behind name: String) -> Value? { flags.first { $0.names.contains(name) }?.value }

    /// What composing alone asks for: the flags of the tool's `compose`.
    package static let composing = CompletionFlags([
        (["--config-path", "-cp"], .path), (["--config-name", "-cn"], .config), (["--config-dir", "-cd"], .path),
        (["--cfg", "-c"], .words(PrintedText.allCases.map(\.rawValue))), (["--resolve"], .none),
        (["--package", "-p"], .key),
        (["--multirun", "-m"], .none), (["--dry-run"], .none), (["--compat"], .words(RuleSet.allCases.map(\.rawValue))),
        (["--env-file"], .path), (["--env-dialect"], .words(EnvironmentFiles.Dialect.allCases.map(\.rawValue))),
        (["--env-override"], .none),
        (["--no-env-file"], .none), (["--secrets-dir"], .path), (["--help", "-h"], .none),
    ])

    /// What programs have.
    package static let program = CompletionFlags(
        composing.flags + [
            (["--run", "-r"], .none), (["--info", "-i"], .words(Inspection.Topic.allCases.map(\.rawValue))),
            (["--hydra-help"], .none),
            (["--version"], .none), (["--shell-completion", "-sc"], .words(Shell.requests)), (["--explain"], .key),
            (["--json"], .none),
            (["--schema"], .none), (["--rerun"], .path), (["--no-run-dir"], .none),
            (["--exist"], .words([RunDirectory.IfTaken.error, .suffix, .resume].map(\.rawValue))),
        ])

    /// These flags and others.
    package func adding(_ others: [(names: [String], value: Value)]) -> CompletionFlags {
        CompletionFlags(flags + others)
    }
}

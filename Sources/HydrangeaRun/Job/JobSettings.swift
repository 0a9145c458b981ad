package import HydrangeaCompose
import HydrangeaTree

/// The settings of the `hydra` node about running jobs, resolved and typed.
package struct JobSettings: Sendable {
    private let composition: Composition

    package init(_ composition: Composition) { self.composition = composition }

    /// `hydra.job.name`.
    package var jobName: String { get throws(ConfigError) { try text("hydra.job.name") ?? "app" } }

    /// `hydra.run.dir`.
    package var runDirectory: String { get throws(ConfigError) { try required("hydra.run.dir") } }
    /// `hydra.sweep.dir`.
    package var sweepDirectory: String { get throws(ConfigError) { try required("hydra.sweep.dir") } }
    /// `hydra.sweep.subdir`, which may contain the job's number: `${hydra:job.num}`.
    package var sweepSubdirectory: String { get throws(ConfigError) { try required("hydra.sweep.subdir") } }

    /// `hydra.output_subdir`; nil if no record is to be kept.
    package var hydraDirectory: String? { get throws(ConfigError) { try text("hydra.output_subdir") } }

    /// `hydra.job.chdir`: true if the job runs in its own directory.
    package var changesDirectory: Bool {
        get throws(ConfigError) {
            if case .bool(true)? = try composition.value(at: "hydra.job.chdir")?.content { true } else { false }
        }
    }

    /// `hydra.job.env_set`: environment variables that are set while the job runs.
    package var environment: [(name: String, value: String)] {
        get throws(ConfigError) {
            guard case .mapping(let values)? = try composition.value(at: "hydra.job.env_set")?.content else {
                return []
            }
            var variables: [(name: String, value: String)] = []
            for entry in values.entries where !entry.value.isNull {
                let (name, value) = (entry.key.description, entry.value.plainText)
                guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "=")), !(name + value).utf8.contains(0) else {
                    throw Self.noVariable(entry)
                }
                variables.append((name, value))
            }
            return variables
        }
    }

    private static func noVariable(_ entry: ConfigMapping.Entry) -> ConfigError {
        ConfigError(
            Diagnostic(
                .invalidValue, "hydra.job.env_set cannot set this variable",
                at: ConfigPath("hydra.job.env_set").appending(entry.key), origin: entry.keyOrigin,
                notes: ["a name is not empty and holds no '=', and neither name nor value holds a NUL"],
                help: "write NAME: value"))
    }

    /// `hydra.overrides.task`: the overrides of the program's own config.
    package var taskOverrides: [String] { texts("overrides.task") }

    private func texts(_ path: ConfigPath) -> [String] { composition.hydra[path]?.sequence?.compactMap(\.string) ?? [] }

    private func text(_ path: ConfigPath) throws(ConfigError) -> String? {
        guard let node = try composition.value(at: path), !node.isNull else { return nil }
        return node.plainText
    }

    /// The error for a path that begins with `~`. Only shells expand it: a directory really named `~` invites `rm -r
    /// ~`, which deletes the home directory.
    private func home(_ text: String, _ path: ConfigPath) -> ConfigError {
        let proposal = "\(path)=$HOME\(text.dropFirst())"
        return ConfigError(
            Diagnostic(
                .invalidValue, "\(path) begins with '~', which only a shell replaces", at: path,
                origin: composition.tree[path]?.origin ?? .unknown,
                help:
                    "in a shell, write \(proposal.dropFirst(path.description.count + 6).allSatisfy { "\($0)".shellWord == "\($0)" } ? proposal : "\"\(proposal)\""); "
                    + "in a config, ${oc.env:HOME}\(text.dropFirst())"))
    }

    private func required(_ path: ConfigPath) throws(ConfigError) -> String {
        if let text = try text(path), !text.isEmpty {
            if text == "~" || text.hasPrefix("~/") { throw home(text, path) }
            return text
        }
        throw ConfigError(
            Diagnostic(
                .missingValue, "\(path) names no directory", at: path,
                origin: composition.tree[path]?.origin ?? .unknown,
                help: "\(path)=DIRECTORY"))
    }
}

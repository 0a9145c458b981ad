import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree

/// The settings of the basic sweeper: `hydra.sweeper.params` as overrides, and `hydra.sweeper.max_batch_size`.
struct SweeperSettings {
    let overrides: [Override]
    let batchSize: Int?

    /// - Throws: every mistake in the settings.
    init(_ composition: Composition, compatibility: Compatibility) throws(ConfigError) {
        let settings = try MultirunPlugin.sweeper.settings(in: composition)
        var mistakes: [Diagnostic] = []
        var overrides: [Override] = []
        for entry in settings["params"]?.mapping?.entries ?? [] {
            do throws(ConfigError) { overrides.append(try Self.override(entry, compatibility)) } catch {
                mistakes += error.diagnostics
            }
        }
        do throws(ConfigError) { batchSize = try Self.batchSize(settings["max_batch_size"]) } catch {
            batchSize = nil
            mistakes += error.diagnostics
        }
        if let error = ConfigError(mistakes) { throw error }
        self.overrides = overrides
    }

    private static func override(_ entry: ConfigMapping.Entry, _ compatibility: Compatibility) throws(ConfigError)
        -> Override
    {
        guard !entry.value.isNull else { throw null(entry) }
        do throws(ConfigError) {
            return try Override(
                key: entry.key.description, keyOrigin: entry.keyOrigin,
                value: PythonText.spelled(entry.value, compatibility: compatibility), valueOrigin: entry.value.origin,
                compatibility: compatibility)
        } catch {
            throw entry.value.isMapping ? nested(entry) : error
        }
    }

    private static func batchSize(_ node: ConfigNode?) throws(ConfigError) -> Int? {
        guard let node, !node.isNull else { return nil }
        guard case .int(let number) = node.content, number > 0 else {
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "hydra.sweeper.max_batch_size must be a positive integer",
                    at: "hydra.sweeper.max_batch_size", origin: node.origin,
                    help: "hydra.sweeper.max_batch_size=10, or null for one batch"))
        }
        return number
    }

    private static func nested(_ entry: ConfigMapping.Entry) -> ConfigError {
        let inner = entry.value.mapping?.entries.first { !$0.value.isContainer }
        let help = inner.map { "\(entry.key).\($0.key): \($0.value.string ?? "1,2")" } ?? "\(entry.key).KEY: 1,2"
        return ConfigError(
            Diagnostic(
                .typeMismatch, "a parameter of the sweeper is written with its whole path: this is a mapping",
                at: ConfigPath("hydra.sweeper.params").appending(entry.key), origin: entry.value.origin,
                help: "write '\(help)'"))
    }

    private static func null(_ entry: ConfigMapping.Entry) -> ConfigError {
        ConfigError(
            Diagnostic(
                .typeMismatch, "a parameter of the sweeper cannot be null",
                at: ConfigPath("hydra.sweeper.params").appending(entry.key), origin: entry.value.origin,
                help: "write its values as text: '\(entry.key): 1,2'"))
    }
}

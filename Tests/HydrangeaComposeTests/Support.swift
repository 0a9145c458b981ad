import HydrangeaCompose
import HydrangeaTree
import Testing

/// Composes configs given as YAML and returns the printed config.
func composed(
    _ configs: [String: String], _ overrides: [String] = [], config: String? = "config", resolved: Bool = false
) throws -> String {
    try Composer([MemorySource(yaml: configs)]).compose(config, overrides: overrides).yaml(resolved: resolved)
}

/// The message if a composition fails.
func message(_ configs: [String: String], _ overrides: [String] = [], config: String? = "config") -> String? {
    do {
        let text = try composed(configs, overrides, config: config)
        Issue.record("composed without a mistake: \(text)")
        return nil
    } catch let error as ConfigError {
        return error.description
    } catch {
        Issue.record("another error: \(error)")
        return nil
    }
}

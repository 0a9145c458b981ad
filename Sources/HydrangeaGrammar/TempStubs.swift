public import HydrangeaTree
extension Override { public init(parsing text: String, argument: Int, rules: RuleSet = .hydra1_4) throws(ConfigError) { throw ConfigError(Diagnostic(.file, "")) } }
extension OverrideValue { package func node(origin: Origin) throws(ConfigError) -> ConfigNode { .null } }

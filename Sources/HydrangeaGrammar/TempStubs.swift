public import HydrangeaTree
extension Override { public init(parsing text: String, argument: Int, rules: RuleSet = .hydra1_4) throws(ConfigError) { throw ConfigError(Diagnostic(.file, "")) } }
extension OverrideValue { package func node(origin: Origin) throws(ConfigError) -> ConfigNode { nil } }
package enum KeyPath { package static func split(_ t: String, origin: Origin = .unknown, rules: RuleSet = .hydra1_4) throws(ConfigError) -> [String] { t.split(separator: ".").map(String.init) } }
package struct JobList { package init(_ o: [Override], rules: RuleSet, options: (String) -> [String]) throws(ConfigError) {}; package func batches(of: Int?) -> [[[String]]] { [] } }

public import HydrangeaTree
package struct ResolverContext { package init(environment: [String:String], now: Double, hydra: ConfigNode?, rules: RuleSet) {} }
package struct Interpolator { package init(resolvers: Resolvers, context: ResolverContext) {}
 package func resolve(_ r: ConfigNode) throws(ConfigError) -> ConfigNode { r }
 package func value(at: ConfigPath, in: ConfigNode) throws(ConfigError) -> ConfigNode? { nil }
 package func value(at: [ConfigPath.Element], in: ConfigNode) throws(ConfigError) -> ConfigNode? { nil }
 package func value(of: ConfigNode, in: ConfigNode) throws(ConfigError) -> ConfigNode { nil }
 package func follow(_ p: ConfigPath, in: ConfigNode) throws(ConfigError) -> (path: ConfigPath, node: ConfigNode)? { nil }
 package func checkSyntax(of: ConfigNode) throws(ConfigError) {} }

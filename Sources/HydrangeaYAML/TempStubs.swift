public import HydrangeaTree
package struct YAMLReader { package init(rules: RuleSet, expandedNodeLimit: String?) {}
 package func config(_ s: SourceText) throws(ConfigError) -> ConfigNode { nil } }
package struct YAMLWriter { package init(rules: RuleSet) {}; package func string(_ n: ConfigNode) -> String { "" } }

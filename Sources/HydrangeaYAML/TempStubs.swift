package import HydrangeaTree
package struct YAMLReader { package init(rules: RuleSet, expandedNodeLimit: String?) {}
 package func config(_ s: SourceText) throws(ConfigError) -> ConfigNode { nil } }

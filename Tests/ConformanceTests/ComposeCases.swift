import Hydrangea

extension ConformanceCase {
    /// The YAML of the composed config, or of the node that the case selects.
    func composedText(_ compatibility: Compatibility) throws(ConfigError) -> String {
        let composition = try composer(compatibility).compose(configName, overrides: overrides)
        let isResolved = json["resolve"]?.bool ?? false
        guard let path = json["select"]?.string else { return try composition.yaml(resolved: isResolved) }
        let node = try composition.node(at: path, resolved: isResolved)
        return composition.writer.string(for: node.isContainer ? node : ConfigNode(.mapping([.string(path): node])))
    }
}

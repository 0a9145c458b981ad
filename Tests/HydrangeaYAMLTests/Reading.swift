import HydrangeaTree
import HydrangeaYAML

/// Reads a text as the config file `conf/config.yaml`.
func read(_ text: String, compatibility: Compatibility = .hydra1_4, limit: NodeLimit? = nil) throws(ConfigError)
    -> ConfigNode
{
    try YAMLReader(compatibility: compatibility, nodeLimit: limit).readConfig(
        SourceText(.file("conf/config.yaml"), text: text))
}

/// The YAML that is printed for a config file.
func print(_ text: String, compatibility: Compatibility = .hydra1_4) throws(ConfigError) -> String {
    YAMLWriter().string(for: try read(text, compatibility: compatibility))
}

/// The complete message about a text that cannot be read.
func message(of text: String, compatibility: Compatibility = .hydra1_4, limit: NodeLimit? = nil) -> String {
    message(of: Array(text.utf8), compatibility: compatibility, limit: limit)
}

func message(of bytes: [UInt8], compatibility: Compatibility = .hydra1_4, limit: NodeLimit? = nil) -> String {
    do {
        let node = try YAMLReader(compatibility: compatibility, nodeLimit: limit).readConfig(
            SourceText(.file("conf/config.yaml"), bytes: bytes))
        return "no error: \(YAMLWriter().string(for: node))"
    } catch {
        return error.description
    }
}

import HydrangeaDecode
import HydrangeaTree
import HydrangeaYAML
import Testing

/// Reads a text as the config file `conf/config.yaml`.
func yaml(_ text: String) -> ConfigNode {
    do throws(ConfigError) {
        return try YAMLReader().readConfig(SourceText(.file("conf/config.yaml"), text: text))
    } catch {
        Issue.record(error)
        return [:]
    }
}

/// Creates the config that the argument `key=value` gives, with the value as a text.
func argument(_ number: Int, _ text: String) -> ConfigNode {
    let source = SourceText(.argument(number), text: text)
    let parts = text.split(separator: "=", maxSplits: 1)
    let range = parts[0].utf8.count + 1..<text.utf8.count
    let value = ConfigNode(.string(String(parts[1])), origin: Origin(source, range))
    return ConfigNode(.mapping([.string(String(parts[0])): value]), origin: Origin(source))
}

/// The message of a decoding error, or the decoded value.
func message<T: Decodable>(_ type: T.Type, _ node: ConfigNode) -> String {
    do {
        return "decoded: \(try ConfigDecoder().decode(type, from: node))"
    } catch {
        return error.description
    }
}

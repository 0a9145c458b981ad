import HydrangeaDecode
public import HydrangeaTree
import HydrangeaYAML

/// What a run left in its directory: what happened, and the configs that it was made of.
public struct RunRecord: Sendable {
    static let fileName = "record.json"

    public let directory: String
    public let facts: Facts
    /// The composed config with its interpolations kept.
    public let config: ConfigNode
    /// The config that the program got.
    public let resolvedConfig: ConfigNode
    public let overrides: [String]

    /// Reads the record and the configs of a run.
    ///
    /// - Throws: when the directory holds no run, or one of its files cannot be read.
    public init(directory: String, recordName: String = ".hydra") throws(ConfigError) {
        self.directory = directory
        let place = FilePath.join(directory, recordName)
        guard PosixFile.exists(FilePath.join(place, Self.fileName)) else {
            throw ConfigError(Diagnostic(.run, "no run was made in this directory", notes: [directory]))
        }
        func read(_ name: String) throws(ConfigError) -> ConfigNode {
            let path = FilePath.join(place, name)
            return try YAMLReader().document(SourceText(.file(path), bytes: try PosixFile.read(path)))
        }
        // A record is JSON, which is YAML too.
        facts = try Facts(node: try read(Self.fileName))
        config = try read("config.yaml")
        resolvedConfig = try read("frozen.yaml")
        overrides = try read("overrides.yaml").sequence?.compactMap(\.string) ?? []
    }

    /// The config that the program got, as a type of the program.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws(ConfigError) -> T {
        try ConfigDecoder().decode(type, from: resolvedConfig)
    }
}

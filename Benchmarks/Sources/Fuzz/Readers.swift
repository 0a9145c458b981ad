import Hydrangea

/// Reads and prints a document. Reading the printed text must print the same text again.
func readDocument(_ bytes: [UInt8]) throws(ConfigError) {
    for compatibility in Compatibility.allCases {
        let text = try print(bytes, compatibility)
        guard let again = try? print(Array(text.utf8), compatibility) else { preconditionFailure("what was printed cannot be read:\n\(text)") }
        precondition(again.utf8.elementsEqual(text.utf8), "what was printed reads as something else:\n\(text)\n---\n\(again)")
    }
}

private func print(_ bytes: [UInt8], _ compatibility: Compatibility) throws(ConfigError) -> String {
    let reader = YAMLReader(compatibility: compatibility)
    return YAMLWriter().string(for: try reader.readConfig(SourceText(.file("config.yaml"), bytes: bytes)))
}

func parseOverride(_ bytes: [UInt8]) throws(ConfigError) {
    let text = String(decoding: bytes, as: UTF8.self)
    let override = try Override(parsing: text, argument: 1, compatibility: bytes.count % 4 == 0 ? .hydra1_3 : .hydra1_4)
    precondition(override.text.utf8.elementsEqual(text.utf8))
    _ = override.jsonForm(compatibility: .hydra1_4)
    _ = try JobList([override], compatibility: .hydra1_4) { _ in ["a", "b"] }.prefix(100).map(\.self)
}

/// Resolves a text with interpolations, in a tree of values that it can refer to.
func resolveText(_ bytes: [UInt8]) throws(ConfigError) {
    let text = ConfigNode(.string(String(decoding: bytes, as: UTF8.self)))
    let tree: ConfigNode = ["a": 1, "b": ["c": "${a}", "list": [1, "${..c}", text]], "text": text]
    let context = ResolverContext(
        environment: ["A": "1", "B": "[1, 2]"], now: 0, hydra: ["job": ["name": "app"]], compatibility: bytes.count % 4 == 0 ? .hydra1_3 : .hydra1_4)
    let interpolator = Interpolator(resolvers: .standard, context: context)
    try interpolator.checkSyntax(of: tree)
    _ = try interpolator.resolve(tree)
}

func readEnvironmentFile(_ bytes: [UInt8]) throws(ConfigError) {
    let file = DotEnv(SourceText(.file(".env"), bytes: bytes))
    _ = try file.values(environment: ["A": "1"])
    _ = try file.additions(to: ["A": "1"])
}

/// Composes a small tree. The input is split at NUL bytes into three files and any number of overrides.
func composeTree(_ bytes: [UInt8]) throws(ConfigError) {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    var files = ["config": parts[0], "db/b": "name: b\nport: ${seed}\n", "model/head/a": "width: 1\n"]
    for (name, text) in zip(["db/a", "model/a"], parts.dropFirst()) { files[name] = text }
    var context = Composer.Context()
    context.compatibility = bytes.count % 4 == 0 ? .hydra1_3 : .hydra1_4
    let composer = Composer([MemorySource(yaml: files)], context: context)
    _ = try? composer.jobs(of: "config", overrides: Array(parts.dropFirst(3)))
    let composition = try composer.compose("config", overrides: Array(parts.dropFirst(3)))
    _ = try composition.yaml()
    _ = try composition.yaml(.all, resolved: true)
}

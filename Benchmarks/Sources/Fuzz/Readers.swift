import Hydrangea

/// A document as the only config: composed, printed and resolved. What is printed composes to the same text.
func composeDocument(_ bytes: [UInt8]) throws(ConfigError) {
    let text = try print(String(decoding: bytes, as: UTF8.self))
    guard let again = try? print(text) else { preconditionFailure("what was printed does not compose:\n\(text)") }
    precondition(again.utf8.elementsEqual(text.utf8), "what was printed composes to something else:\n\(text)\n---\n\(again)")
}

private func print(_ text: String) throws(ConfigError) -> String {
    let composition = try Composer([MemorySource(yaml: ["config": text])]).compose("config")
    _ = try? composition.yaml(.all, resolved: true)
    return try composition.yaml()
}

func parseOverride(_ bytes: [UInt8]) throws(ConfigError) {
    let text = String(decoding: bytes, as: UTF8.self)
    let rules = bytes.count % 4 == 0 ? RuleSet.hydra1_3 : .hydra1_4
    let override = try Override(parsing: text, argument: 1, rules: rules)
    precondition(override == (try Override(parsing: text, argument: 1, rules: rules)))
}

/// A text with interpolations among values that it may refer to.
func resolveText(_ bytes: [UInt8]) throws(ConfigError) {
    let text = String(decoding: bytes, as: UTF8.self)
    let tree: ConfigNode = ["a": 1, "b": ["c": "${a}", "list": [1, "${..c}", .string(text)]], "text": .string(text)]
    var context = Composer.Context()
    context.environment = ["A": "1", "B": "[1, 2]"]
    _ = try Composer([MemorySource(["config": tree])], context: context).compose("config").yaml(resolved: true)
}

func readEnvironmentFile(_ bytes: [UInt8]) throws(ConfigError) {
    let file = DotEnv(SourceText(.file(".env"), bytes: bytes))
    _ = try file.values(environment: ["A": "1"])
    _ = try file.additions(to: ["A": "1"])
}

/// A small tree and a command line, cut from the input at NUL bytes: three files, then overrides.
func composeTree(_ bytes: [UInt8]) throws(ConfigError) {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    var files = ["config": parts[0], "db/b": "name: b\nport: ${seed}\n", "model/head/a": "width: 1\n"]
    for (name, text) in zip(["db/a", "model/a"], parts.dropFirst()) { files[name] = text }
    var context = Composer.Context()
    context.rules = bytes.count % 4 == 0 ? .hydra1_3 : .hydra1_4
    let composer = Composer([MemorySource(yaml: files)], context: context)
    _ = try? composer.jobs(of: "config", overrides: Array(parts.dropFirst(3)))
    let composition = try composer.compose("config", overrides: Array(parts.dropFirst(3)))
    _ = try composition.yaml()
    _ = try composition.yaml(.all, resolved: true)
}

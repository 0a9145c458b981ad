import HydrangeaGrammar
import HydrangeaTree
import HydrangeaYAML

/// Mistakes in overrides of values.
extension ValueOverrides {
    func tooDeep(_ override: Override, _ depth: Int) -> ConfigError {
        ConfigError(
            Diagnostic(
                .limit, "this key has \(depth) steps, and a config has at most \(YAMLReader.depthLimit) levels",
                origin: override.origin,
                length: override.key.length))
    }

    func unknownKey(_ override: Override, _ keys: [String], _ place: Place, _ tree: ConfigNode) -> ConfigError {
        // The key that was meant may have a default, although no config sets it.
        let root = withDefaults(tree)
        let there = ConfigPath(Array(place.path.prefix(place.depth)))
        let parent = there.isRoot ? root : root[there]
        let key = keys.indices.contains(place.depth) ? keys[place.depth] : override.key.description
        let near = nearest(keys, place, root).map {
            "did you mean \(override.origin.spelling("\($0)=\(valueText(override))"))?"
        }
        let isAddable = canAdd(keys, override, in: root)
        let subject = there.isRoot ? "the config" : "'\(there)'"
        if let parent, !parent.isContainer {
            return ConfigError(
                Diagnostic(
                    .unknownKey, "'\(there)' is \(parent.kindName): it has no key '\(key)'", at: there,
                    origin: override.origin, length: override.key.length,
                    help: isAddable
                        ? "to put a mapping in its place, write \(override.origin.spelling("+\(override.written)"))"
                        : nil))
        }
        return ConfigError(
            Diagnostic(
                .unknownKey, "\(subject) has no key '\(key)'", origin: override.origin, length: override.key.length,
                notes: parent?.mapping.map(keysNote) ?? [],
                help: isAddable ? adding(override, orElse: near) : near ?? closed(there)))
    }

    /// The help that shows how to add a key, after the most similar key that exists.
    func adding(_ override: Override, orElse near: String? = nil) -> String {
        (near.map { $0 + " To" } ?? "to")
            + " add a new key, write \(override.origin.spelling("+\(override.written)"))"
    }

    /// The reason why the help does not suggest adding a key.
    func closed(_ path: ConfigPath) -> String {
        "the program's type for \(path.isRoot ? "the config" : "'\(path)'") takes no new keys"
    }

    func containerMismatch(_ override: Override, _ existing: ConfigNode, _ value: ConfigNode) -> ConfigError {
        ConfigError(
            Diagnostic(
                .merge, "'\(override.key)' is \(existing.kindName): \(value.kindName) cannot be merged into it",
                origin: override.origin,
                length: override.key.length,
                help:
                    "delete it first: \("~\(override.key)".shellWord) \("+\(override.written.drop { $0 == "+" })".shellWord)"
            ))
    }

    func otherValue(_ override: Override, _ value: ConfigNode, _ origin: Origin) -> ConfigError {
        let shown =
            value.isContainer
            ? value.kindName : YAMLWriter().string(for: value).split(separator: "\n").joined(separator: " ")
        return ConfigError(
            Diagnostic(
                .commandLine, "'\(override.key)' has another value", origin: override.valueOrigin,
                notes: ["it is \(shown)" + (origin.source == nil ? "" : ", from \(origin)")],
                help: "write \("~\(override.key)".shellWord) to delete it whatever it is"))
    }

    func nothingToDelete(_ override: Override, _ keys: [String], _ found: Place?, _ root: ConfigNode) -> ConfigError {
        ConfigError(
            Diagnostic(
                .unknownKey, "there is no '\(override.key)' to delete", origin: override.origin,
                length: override.key.length + 1,
                help: nearest(keys, found, root).map { "did you mean \("~\($0)".shellWord)?" }))
    }

    func alreadyThere(_ override: Override, _ existing: ConfigNode) -> ConfigError {
        ConfigError(
            Diagnostic(
                .commandLine, "'\(override.key)' is there already", origin: override.origin,
                length: override.key.length + 1,
                notes: existing.origin.source.map { _ in ["set at \(existing.origin)"] } ?? [],
                help:
                    "write \(override.origin.spelling(String(override.written.dropFirst()))) to change it, or \(override.origin.spelling("+\(override.written)")) to set it in any case"
            ))
    }

    func keysNote(_ mapping: ConfigMapping) -> [String] {
        let names = mapping.keys.map(\.description).filter { $0 != "hydra" }
        return names.isEmpty || names.count > 30 ? [] : ["keys: \(names.joined(separator: ", "))"]
    }

    /// The whole key with its wrong step replaced by the nearest one that exists.
    private func nearest(_ keys: [String], _ place: Place?, _ root: ConfigNode) -> String? {
        guard let place, keys.indices.contains(place.depth) else { return nil }
        let parent = place.depth == 0 ? root : root[ConfigPath(Array(place.path.prefix(place.depth)))]
        guard let names = parent?.mapping?.keys.compactMap(\.string),
            let near = Suggestion.nearest(to: keys[place.depth], among: names)
        else { return nil }
        return (keys[..<place.depth] + [near] + keys[(place.depth + 1)...]).joined(separator: ".")
    }

    /// The override with the key that was probably meant by one in its value.
    func nearest(to entry: ConfigMapping.Entry, among known: ConfigMapping) -> String? {
        let name = entry.key.description
        guard let near = Suggestion.nearest(to: name, among: known.keys.compactMap(\.string)) else { return nil }
        return "did you mean \(entry.keyOrigin.argument(replacing: name, by: near)?.shellWord ?? near)?"
    }

    private func valueText(_ override: Override) -> String {
        override.value == nil ? "VALUE" : String(override.written[Override.startOfValue(in: override.written)...])
    }
}

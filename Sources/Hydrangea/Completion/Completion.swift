import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree

/// The completions of a word in a command line: overrides of a config tree.
///
/// `Completion` calls no resolver of the program and does not run its task, so a Tab press takes only the time of
/// composing. The types of the config are examined only when a value is completed.
struct Completion {
    private let composition: Composition?
    private let groups: [String: [String]]
    private let choices: (ConfigPath) -> [String]
    private let redactor: (Composition) -> Redactor
    private let completing: (Composition) -> Composition

    /// - Parameters:
    ///   - overrides: The overrides before the word. They are ignored if the config does not compose with them.
    ///   - choices: The values that the program's types allow at a path, if they are few.
    ///   - completing: Adds the defaults of the program's types; called only to complete a nested key.
    ///   - redactor: The secrets, whose values are not offered; called only to complete a value.
    init(
        _ composer: Composer, _ configName: String?, overrides: [String],
        choices: @escaping (ConfigPath) -> [String] = { _ in [] },
        completing: @escaping (Composition) -> Composition = { $0 },
        redactor: @escaping (Composition) -> Redactor = { _ in Redactor(.standard) }
    ) {
        self.choices = choices
        self.completing = completing
        self.redactor = redactor
        // Users never choose an option of the group `hydra` itself.
        groups = Dictionary(
            ((try? composer.groups()) ?? []).filter { $0.name != "hydra" }.map { ($0.name, $0.options) }
        ) { $1 }
        composition =
            (try? composer.composeAnyJob(of: configName, overrides: overrides))
            ?? (try? composer.compose(configName, skipsMissing: true))
    }

    /// The completions of a word, sorted.
    func candidates(for word: String) -> [String] {
        let sign = Sign(of: word)
        let rest = String(word.dropFirst(sign.text.count))
        var found: [String]
        if let equals = rest.firstIndex(of: "=") {
            let key = String(rest[..<equals])
            found = values(of: key, typed: String(rest[rest.index(after: equals)...]), sign).map { "\(key)=\($0)" }
        } else {
            found = groupKeys(rest, sign) + valueKeys(rest, sign)
        }
        found = found.filter { $0.hasPrefix(rest) }.map { sign.text + $0 }
        // A group that is not in the defaults list must be added with `+`.
        if sign == .change, composition != nil, !rest.contains("=") {
            found += groupKeys(rest, .add).filter { key in
                key.hasPrefix(rest) && !found.contains(key)
                    && !isOffered(String(key.prefix { $0 != "=" && $0 != "@" }), .change)
            }.map { Sign.add.text + $0 }
        }
        return Set(found).sorted()
    }

    /// The paths of keys that begin with the given text, for flags whose value is a key.
    func keys(for typed: String) -> [String] {
        valueKeys(typed, .change).map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 }.filter { $0.hasPrefix(typed) }
            .sorted()
    }

    /// The kind of an override, by its prefix.
    private enum Sign {
        case change, add, force, delete

        init(of word: String) {
            self = word.hasPrefix("++") ? .force : word.hasPrefix("+") ? .add : word.hasPrefix("~") ? .delete : .change
        }

        var text: String {
            switch self {
            case .change: ""
            case .add: "+"
            case .force: "++"
            case .delete: "~"
            }
        }
    }

    // MARK: Keys

    /// Groups and their subgroups, one level at a time: `db=`, `model/`, and `db@source=` for groups with a package.
    private func groupKeys(_ typed: String, _ sign: Sign) -> [String] {
        let chosen = composition?.choices.map(\.key) ?? []
        if sign == .delete { return chosen.filter { !$0.hasPrefix("hydra/") || typed.hasPrefix("hydra/") } }
        let parent = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        var keys: [String] = []
        for (name, options) in groups where name.hasPrefix(parent) && isOffered(name, sign) {
            let below = name.dropFirst(parent.count)
            if let slash = below.firstIndex(of: "/") {
                keys.append(parent + below[...slash])
            } else if !below.isEmpty, !options.isEmpty {
                if isAccepted(name, sign) { keys.append(name + "=") }
                if typed.hasPrefix(name + "@") { keys.append(name + "@") }
            }
        }
        if sign != .change { return keys }
        return keys + chosen.filter { $0.contains("@") && $0.hasPrefix(parent) }.map { $0 + "=" }
    }

    /// True if a group, at any package, can be chosen by an override with this sign.
    private func isOffered(_ group: String, _ sign: Sign) -> Bool {
        guard let chosen = composition?.choices else { return sign != .force }
        let isThere = chosen.contains { $0.key == group || $0.key.hasPrefix(group + "@") }
        return sign == .change ? isThere : sign == .add
    }

    /// True if an override with this sign can choose an option of the group at `key`. Without a sign it replaces a
    /// choice of the defaults list, `+` adds one, and `++` only sets values.
    private func isAccepted(_ key: String, _ sign: Sign) -> Bool {
        guard let chosen = composition?.choices else { return sign != .force }
        switch sign {
        case .change, .delete: return chosen.contains { $0.key == key }
        case .add: return !chosen.contains { $0.key == key }
        case .force: return false
        }
    }

    /// Keys of the config, one level at a time: `lr=`, `optimizer.`.
    private func valueKeys(_ typed: String, _ sign: Sign) -> [String] {
        let parent = typed.lastIndex(of: ".").map { String(typed[...$0]) } ?? ""
        guard let node = parent.isEmpty ? composition?.tree : node(at: String(parent.dropLast())),
            let mapping = node.mapping
        else { return [] }
        return mapping.entries.flatMap { entry -> [String] in
            guard let name = entry.key.string, Self.isPlain(name) else { return [] }
            let key = parent + name
            switch sign {
            case .delete: return entry.value.isMapping ? [key, key + "."] : [key]
            // The name of a new key is unknown, but not the mapping to which it is added.
            case .add: return entry.value.isMapping ? [key + "."] : []
            case .change, .force: return [key + (entry.value.isMapping ? "." : "=")]
            }
        }
    }

    private func node(at path: String) -> ConfigNode? { composition.map(completing)?.tree[ConfigPath(path)] }

    /// True if a key or value needs no quotes.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
                    || "_-./:@%+".utf8.contains(byte)
            }
    }

    // MARK: Values

    /// The values for a key. In `lr=0.1,` and `layers=[64,` the last value is completed.
    private func values(of key: String, typed: String, _ sign: Sign) -> [String] {
        let start =
            typed.lastIndex { $0 == "," || $0 == "[" || $0 == "(" }.map { typed.index(after: $0) } ?? typed.startIndex
        let before = String(typed[..<start])
        let partial = String(typed[start...])
        if FileCandidates.isPath(partial) { return FileCandidates.of(partial).map { before + $0 } }
        let used = Set(before.split { ",[(".contains($0) }.map(String.init))
        return single(key, sign).filter { !used.contains($0) }.map { before + $0 }
    }

    private func single(_ key: String, _ sign: Sign) -> [String] {
        let group = String(key.prefix { $0 != "@" })
        if let options = groups[group] {
            if sign == .delete { return composition?.choices.first { $0.key == key }?.option.map { [$0] } ?? [] }
            return isAccepted(key, sign) ? options : []
        }
        let path = ConfigPath(key)
        // Completions are shown on the screen, so no secret is offered.
        let redactor = composition.map(redactor) ?? Redactor(.standard)
        if redactor.isSecret(override: key) { return [] }
        let allowed = choices(path)
        if !allowed.isEmpty { return allowed }
        guard let node = node(at: key) else { return [] }
        switch node.content {
        case .bool: return ["true", "false"]
        case .null: return ["null"]
        case .int, .bigInt, .float: return [node.plainText]
        case .string(let text): return Self.isPlain(text) ? [text] : []
        case .sequence(let items):
            if items.indices.contains(where: { redactor.isSecret(override: "\(key)[\($0)]") }) { return [] }
            let texts = items.map(\.plainText)
            return texts.allSatisfy(Self.isPlain) && !items.contains(where: \.isContainer)
                ? ["[\(texts.joined(separator: ","))]"] : []
        case .bytes, .mapping: return []
        }
    }
}

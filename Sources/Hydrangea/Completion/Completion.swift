import HydrangeaCompose
import HydrangeaGrammar
import HydrangeaRun
import HydrangeaTree

/// What may stand in the place of a word that is being typed: overrides of a config tree.
///
/// No resolver of the program is called and its task is not run: a Tab press costs what composing costs. Only where a
/// value is asked for, the types of the config are asked what they allow.
struct Completion {
    private let composition: Composition?
    private let groups: [String: [String]]
    private let choices: (ConfigPath) -> [String]
    private let secrets: Secrets
    private let declareSecrets: (Composition) -> Void
    private let completing: (Composition) -> Composition

    /// - Parameters:
    ///   - overrides: What stands before the word. Where they do not compose, the config without them has to do.
    ///   - secrets: What keys have values that are not offered.
    ///   - choices: The values that the program's types allow at a path, where they are few.
    ///   - completing: Adds the defaults of the program's types; called only when a key inside of another is asked for.
    ///   - declareSecrets: Tells `secrets` where the program's types have some; called only when a value is asked for.
    init(
        _ composer: Composer, _ configName: String?, overrides: [String], secrets: Secrets = Secrets(.standard),
        choices: @escaping (ConfigPath) -> [String] = { _ in [] },
        completing: @escaping (Composition) -> Composition = { $0 },
        declareSecrets: @escaping (Composition) -> Void = { _ in }
    ) {
        self.choices = choices
        self.secrets = secrets
        self.completing = completing
        self.declareSecrets = declareSecrets
        // The group `hydra` itself has no options that anybody chooses.
        groups = Dictionary(
            ((try? composer.groups()) ?? []).filter { $0.name != "hydra" }.map { ($0.name, $0.options) }
        ) { $1 }
        composition = Self.compose(composer, configName, overrides) ?? Self.compose(composer, configName, [])
    }

    private static func compose(_ composer: Composer, _ name: String?, _ overrides: [String]) -> Composition? {
        if let composition = try? composer.compose(name, overrides: overrides, skipsMissing: true) {
            return composition
        }
        // Values to sweep over: the first job has the keys of all, as far as anybody can tell.
        guard let multirun = try? composer.jobs(of: name, overrides: overrides),
            let job = multirun.list.first(where: { _ in true })
        else {
            return nil
        }
        return try? multirun.compose(job)
    }

    /// The whole words that begin with the given one, sorted.
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
        // A group that is not in the defaults list is not chosen anew, but added.
        if sign == .change, composition != nil, !rest.contains("=") {
            found += groupKeys(rest, .add).filter { key in
                key.hasPrefix(rest) && !found.contains(key)
                    && !isOffered(String(key.prefix { $0 != "=" && $0 != "@" }), .change)
            }.map { Sign.add.text + $0 }
        }
        return Set(found).sorted()
    }

    /// The paths of keys that begin with the given text, for flags that ask for one.
    func keys(for typed: String) -> [String] {
        valueKeys(typed, .change).map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 }.filter { $0.hasPrefix(typed) }
            .sorted()
    }

    /// What an override does.
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

    /// Groups and what is in them, one level at a time: `db=`, `model/`, and `db@source=` for those that are chosen at
    /// a package.
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

    /// True if a group, or a package of it, can be chosen by an override of that sign.
    private func isOffered(_ group: String, _ sign: Sign) -> Bool {
        guard let chosen = composition?.choices else { return sign != .force }
        let isThere = chosen.contains { $0.key == group || $0.key.hasPrefix(group + "@") }
        return sign == .change ? isThere : sign == .add
    }

    /// True if an option of the group can be chosen at just that key: what is in the defaults list is replaced, what is
    /// not is added, and `++` sets values only.
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
            // A new key has a name that nobody knows yet; what it is put into has one.
            case .add: return entry.value.isMapping ? [key + "."] : []
            case .change, .force: return [key + (entry.value.isMapping ? "." : "=")]
            }
        }
    }

    private func node(at path: String) -> ConfigNode? { composition.map(completing)?.tree[ConfigPath(path)] }

    /// Whether a key or value can be typed as it is.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
                    || "_-./:@%+".utf8.contains(byte)
            }
    }

    // MARK: Values

    /// What may stand behind a key's `=`: with several values behind each other, for the last one.
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
        // The whole screen sees what is offered.
        if let composition { declareSecrets(composition) }
        if secrets.isSecret(override: key) { return [] }
        let allowed = choices(path)
        if !allowed.isEmpty { return allowed }
        guard let node = node(at: key) else { return [] }
        switch node.content {
        case .bool: return ["true", "false"]
        case .null: return ["null"]
        case .int, .bigInt, .float: return [node.plainText]
        case .string(let text): return Self.isPlain(text) ? [text] : []
        case .sequence(let items):
            if items.indices.contains(where: { secrets.isSecret(override: "\(key)[\($0)]") }) { return [] }
            let texts = items.map(\.plainText)
            return texts.allSatisfy(Self.isPlain) && !items.contains(where: \.isContainer)
                ? ["[\(texts.joined(separator: ","))]"] : []
        case .bytes, .mapping: return []
        }
    }
}

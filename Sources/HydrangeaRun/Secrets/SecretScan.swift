package import HydrangeaCompose
import HydrangeaDecode
package import HydrangeaResolve
import HydrangeaTree

/// Where the secrets of one job are in its config, and that config as the job's files may show it.
///
/// A value is a secret by its origin: a type declares it, its key's name says so, it is a variable whose name says so, a
/// file of the secrets directory, or the password in a URL. ``SecretFlow`` follows the interpolations from there: in
/// `url: https://me:${db.password}@host`, the second part is a secret and the rest is not. In the job's files an
/// interpolation stays as it is written, and `REDACTED` stands where the secret itself was typed.
struct SecretScan {
    private enum Place {
        /// The secret itself was written: on the command line, or anywhere for a place that a type declares.
        case given
        /// A text with interpolations, some of which lead to a secret; nil when all of the text is one.
        case reference(SecretParts?)
    }

    private let secrets: Secrets
    private let declared: Set<ConfigPath>
    private var places: [ConfigPath: Place] = [:]
    /// The places of secrets that interpolations may lead to.
    private var starts: [ConfigPath] = []
    /// Texts in which interpolations have put a URL's password.
    private var passwordURLs: Set<ConfigPath> = []

    /// Finds the secrets of a composition, and tells them to `secrets`, which hides them in messages and logs.
    ///
    /// - Parameter resolution: The config without its interpolations, and what they have read. Nil when that could not
    ///   be had: what was given is found all the same.
    init(_ composition: Composition, _ resolution: Resolution?, _ secrets: Secrets) {
        self.init(composition.tree, resolution, secrets)
    }

    init(_ tree: ConfigNode, _ resolution: Resolution?, _ secrets: Secrets) {
        self.secrets = secrets
        declared = secrets.paths
        var path = ConfigPath()
        visit(tree, resolution?.root, &path, .open)
        guard let resolution else { return }
        let flow = SecretFlow(from: starts, variables: Set(secrets.variables.keys), resolution.reads)
        for text in flow.texts { follow(text, raw: tree[text.path]?.string, value: resolution.root[text.path]?.string) }
        for name in flow.readVariables { secrets.learn(variable: name) }
    }

    /// Notes a text that secrets have reached.
    private mutating func follow(_ text: SecretFlow.Text, raw: String?, value: String?) {
        // What a program's own resolver makes of a secret is another secret text.
        var made = text.parts.made
        if text.parts.isEmpty, let raw, let value, SecretParts.isOwnCall(raw) { made.append(value) }
        for value in made where !OrdinaryText.isOrdinary(value) { secrets.learn(value) }
        if case .reference(nil)? = places[text.path], !showsRestOfURL(text) { return }
        places[text.path] = .reference(text.parts.isEmpty ? nil : text.parts)
    }

    // MARK: Finding

    /// What is known of a place from the keys above it.
    private enum Standing {
        case open
        /// This key says that it is a secret.
        case named(String)
        /// A type says so.
        case declared
    }

    private mutating func visit(
        _ node: ConfigNode, _ resolved: ConfigNode?, _ path: inout ConfigPath, _ standing: Standing
    ) {
        let standing = !declared.isEmpty && declared.contains(path) ? .declared : standing
        switch node.content {
        case .mapping(let mapping):
            for entry in mapping.entries {
                path.elements.append(.key(entry.key))
                var below = standing
                if case .open = standing { below = self.standing(of: entry, path) }
                visit(entry.value, resolved?.child(.key(entry.key)), &path, below)
                path.elements.removeLast()
            }
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                path.elements.append(.index(index))
                visit(item, resolved?.child(.index(index)), &path, standing)
                path.elements.removeLast()
            }
        case .null, .bool: break
        default: visit(value: node, resolved, path, standing)
        }
    }

    /// What a key says. Nearly all values can be no secret: their keys need no look.
    private func standing(of entry: ConfigMapping.Entry, _ path: ConfigPath) -> Standing {
        guard let name = entry.key.string else { return .open }
        if entry.value.isMapping { return secrets.rules.isSecret(group: name) ? .named(name) : .open }
        guard entry.value.mayHoldSecret else { return .open }
        if secrets.rules.isSecret(key: name) { return .named(name) }
        return path.isEnvironmentSetting && secrets.rules.isSecret(variable: name) ? .named(name) : .open
    }

    private mutating func visit(
        value node: ConfigNode, _ resolved: ConfigNode?, _ path: ConfigPath, _ standing: Standing
    ) {
        if let text = node.interpolation {
            if isSecret(resolved, standing) {
                places[path] = .reference(nil)
                starts.append(path)
                for text in resolved?.texts ?? [] { secrets.learn(text) }
            } else if let value = resolved?.string, hasNewPassword(value, raw: text, node) {
                places[path] = .reference(nil)
                passwordURLs.insert(path)
                starts.append(path)
                for text in URLPassword.texts(in: value) { secrets.learn(text) }
            }
        } else if isGiven(node, standing) {
            places[path] = .given
            starts.append(path)
            secrets.note(secretAt: path)
            secrets.learn(node.plainText)
        } else if node.isFromCommandLine, let text = node.string {
            let passwords = URLPassword.texts(in: text)
            if !passwords.isEmpty { starts.append(path) }
            for password in passwords { secrets.learn(password) }
        }
    }

    /// Whether what an interpolation gives is a secret by its place. Numbers and booleans are none by their key's name.
    private func isSecret(_ resolved: ConfigNode?, _ standing: Standing) -> Bool {
        switch standing {
        case .open: false
        case .declared: true
        case .named(let key):
            switch resolved?.content {
            case nil, .mapping, .sequence: true
            case .string(let text): secrets.rules.isSecret(text, key: key)
            default: false
            }
        }
    }

    private func isGiven(_ node: ConfigNode, _ standing: Standing) -> Bool {
        switch standing {
        case .open: false
        case .declared: !secrets.rules.isPlaceholder(node.plainText)
        case .named(let key):
            node.isFromCommandLine && node.string.map { secrets.rules.isSecret($0, key: key) } ?? false
        }
    }

    /// Whether a text that is a secret as a whole is so only for a URL's password, and its secret pieces hold that.
    private func showsRestOfURL(_ text: SecretFlow.Text) -> Bool {
        guard passwordURLs.contains(text.path), !text.parts.isEmpty else { return false }
        return URLPassword.texts(in: text.parts.frozen).isEmpty
    }

    /// Whether an interpolation has brought a URL's password: one that is written in a file is shown there as well.
    private func hasNewPassword(_ value: String, raw: String, _ node: ConfigNode) -> Bool {
        let passwords = URLPassword.texts(in: value)
        if passwords.isEmpty { return false }
        return node.isFromCommandLine || passwords != URLPassword.texts(in: raw)
    }

    // MARK: Showing

    /// The tree with its interpolations, and with a word in the place of each secret that was given.
    ///
    /// - Parameter hidesReferences: Whether the word also stands for the interpolations that lead to secrets: for trees
    ///   that are resolved before they are shown.
    func redacted(_ tree: ConfigNode, hidesReferences: Bool = false) -> ConfigNode {
        var path = ConfigPath()
        return redacted(tree, &path, hidesReferences) ?? tree
    }

    /// Nil when nothing has changed.
    private func redacted(_ node: ConfigNode, _ path: inout ConfigPath, _ hidesReferences: Bool) -> ConfigNode? {
        if !places.isEmpty {
            switch places[path] {
            case .given?: return ConfigNode(.string(Redacted.text), origin: node.origin)
            case .reference(let parts)? where hidesReferences:
                return ConfigNode(.string(parts?.hidingSecrets ?? Redacted.text), origin: node.origin)
            default: break
            }
        }
        guard let text = node.string else {
            return node.changingChildren(at: &path) { child, path in redacted(child, &path, hidesReferences) }
        }
        let shown =
            path.isOverride ? secrets.redact(override: text) : hidingPassword(secrets.redactUnmistakable(text), node)
        return sameText(shown, text) ? nil : ConfigNode(.string(shown), origin: node.origin)
    }

    private func hidingPassword(_ text: String, _ node: ConfigNode) -> String {
        node.isFromCommandLine ? URLPassword.redacting(text) ?? text : text
    }

    /// The resolved config with each secret's interpolation in its place, from which a rerun gets it anew, and
    /// `REDACTED` where it was given. Texts are spelled as ``FrozenText`` says.
    ///
    /// - Parameter raw: The config with its interpolations.
    func frozen(_ resolved: ConfigNode, raw: ConfigNode) -> ConfigNode {
        var path = ConfigPath()
        return frozen(resolved, raw, &path) ?? resolved
    }

    private func frozen(_ node: ConfigNode, _ raw: ConfigNode?, _ path: inout ConfigPath) -> ConfigNode? {
        switch places.isEmpty ? nil : places[path] {
        case .given?: return ConfigNode(.string(Redacted.text), origin: node.origin)
        case .reference(let parts)?:
            guard let raw, let text = raw.string else { return raw }
            let kept = node.string.flatMap { _ in parts?.frozen } ?? text
            return ConfigNode(.string(hidingPassword(kept, raw)), origin: node.origin)
        case nil: break
        }
        if node.isContainer {
            return node.changingChildren(at: &path) { child, path in
                frozen(child, path.elements.last.flatMap { raw?.child($0) }, &path)
            }
        }
        guard let text = node.string else { return nil }
        let shown = hidingPassword(secrets.redactUnmistakable(text), node)
        if !sameText(shown, text), let raw, raw.interpolation != nil { return raw }
        let escaped = FrozenText.escaped(shown)
        return escaped == nil && sameText(shown, text)
            ? nil : ConfigNode(.string(escaped ?? shown), origin: node.origin)
    }
}

extension Composition {
    /// The same composition as it may be shown: without the secrets that were given.
    ///
    /// - Parameters:
    ///   - resolution: The config without its interpolations, when that can be had.
    ///   - hidesReferences: Whether the interpolations that lead to secrets are hidden too, since the composition is
    ///     going to be resolved.
    package func showing(_ secrets: Secrets, _ resolution: Resolution?, hidesReferences: Bool = false) -> Composition {
        showing(SecretScan(self, resolution, secrets).redacted(tree, hidesReferences: hidesReferences))
    }

    /// The same composition, whose lists of overrides have no secrets: no directory is to be named after one.
    package func hidingOverrides(_ secrets: Secrets) -> Composition {
        var changes: [(path: [String], value: ConfigNode)] = []
        for name in ["task", "hydra"] {
            let texts = hydra[ConfigPath("overrides.\(name)")]?.sequence?.compactMap(\.string) ?? []
            let shown = texts.map(secrets.redact(override:))
            if shown != texts {
                changes.append((["overrides", name], ConfigNode(.sequence(shown.map { ConfigNode(.string($0)) }))))
            }
        }
        if changes.isEmpty { return self }
        // By the rules of 1.3 the name is made when the config is composed.
        if let name = hydra["job.override_dirname"]?.string, !name.contains("${"), !name.isEmpty {
            changes.append((["job", "override_dirname"], ConfigNode(.string(secrets.redactCertain(name)))))
        }
        return settingHydra(changes)
    }
}

extension ConfigNode {
    /// The text of a node that holds an interpolation.
    fileprivate var interpolation: String? {
        string.flatMap { $0.utf8.contains(UInt8(ascii: "$")) && $0.contains("${") ? $0 : nil }
    }

    fileprivate var isFromCommandLine: Bool { if case .argument? = origin.source?.kind { true } else { false } }

    /// Whether the node may be a secret by its key: the values that stand in files are none.
    fileprivate var mayHoldSecret: Bool { isSequence || isFromCommandLine || interpolation != nil }

    /// The values in it, as texts.
    fileprivate var texts: [String] {
        switch content {
        case .mapping(let mapping): mapping.entries.flatMap(\.value.texts)
        case .sequence(let items): items.flatMap(\.texts)
        case .null, .bool: []
        default: [plainText]
        }
    }

    /// The node with some of what is directly below it replaced; nil when nothing is.
    fileprivate func changingChildren(
        at path: inout ConfigPath, _ change: (ConfigNode, inout ConfigPath) -> ConfigNode?
    ) -> ConfigNode? {
        var isChanged = false
        switch content {
        case .mapping(var mapping):
            for (position, entry) in mapping.entries.enumerated() {
                path.elements.append(.key(entry.key))
                if let value = change(entry.value, &path) {
                    mapping.update(at: position) { $0 = value }
                    isChanged = true
                }
                path.elements.removeLast()
            }
            return isChanged ? ConfigNode(.mapping(mapping), origin: origin) : nil
        case .sequence(var items):
            for (index, item) in items.enumerated() {
                path.elements.append(.index(index))
                if let value = change(item, &path) {
                    items[index] = value
                    isChanged = true
                }
                path.elements.removeLast()
            }
            return isChanged ? ConfigNode(.sequence(items), origin: origin) : nil
        default: return nil
        }
    }
}

extension ConfigPath {
    /// Whether the command line's overrides are kept here.
    fileprivate var isOverride: Bool {
        elements.count == 4 && elements[0] == .key("hydra") && elements[1] == .key("overrides")
    }

    /// Whether a variable for the job is set here: `hydra.job.env_set.NAME`.
    fileprivate var isEnvironmentSetting: Bool {
        elements.count == 4 && elements[0] == .key("hydra") && elements[2] == .key("env_set")
    }
}

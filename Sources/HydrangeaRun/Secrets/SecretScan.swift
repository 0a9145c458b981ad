package import HydrangeaCompose
import HydrangeaDecode
package import HydrangeaResolve
import HydrangeaTree

/// Finds the secrets in a job's config, and redacts them in the trees for the job's files.
///
/// A value is a secret by its origin:
/// - a type declares it, or the name of its key marks it;
/// - it comes from an environment variable whose name marks it, or from a file of the secrets directory;
/// - it is the password in a URL.
///
/// ``SecretFlow`` follows the interpolations from there: in `url: https://me:${db.password}@host`, the interpolation is
/// a secret and the rest is not. In the job's files an interpolation stays as it is written, and a secret that was
/// typed is replaced by `REDACTED`.
package struct SecretScan: Sendable {
    private enum Place: Sendable {
        /// A secret that was written itself: on the command line, or anywhere if a type declares the path.
        case given
        /// A text with interpolations that lead to a secret. The parts are nil if the text counts as a whole.
        case reference(SecretParts?)
    }

    /// The secrets that were known before, and those of the composition.
    package private(set) var redactor: Redactor
    /// The texts that were not known before.
    private(set) var found: [String] = []
    private let declared: Set<ConfigPath>
    private var places: [ConfigPath: Place] = [:]
    /// The paths of secrets from which ``SecretFlow`` starts.
    private var starts: [ConfigPath] = []
    /// The paths of texts with a URL's password that comes from an interpolation.
    private var passwordURLs: Set<ConfigPath> = []

    /// Finds the secrets of a composition.
    ///
    /// - Parameters:
    ///   - resolution: The resolved config and its reads. Without it, only secrets that are written in the tree are
    ///     found.
    ///   - known: The secrets that are known already, with the places that the program's types declare.
    package init(_ composition: Composition, _ resolution: Resolution?, _ known: Redactor) {
        self.init(composition.tree, resolution, known)
    }

    init(_ tree: ConfigNode, _ resolution: Resolution?, _ known: Redactor) {
        redactor = known
        declared = known.places
        var path = ConfigPath()
        visit(tree, resolution?.root, &path, .open)
        guard let resolution else { return }
        let flow = SecretFlow(from: starts, variables: Set(redactor.variables.keys), resolution.reads)
        for text in flow.texts { follow(text, raw: tree[text.path]?.string, value: resolution.root[text.path]?.string) }
        for name in flow.readVariables { for text in redactor.variables[name] ?? [] { add(text) } }
    }

    private mutating func add(_ text: String) { if redactor.add(text) { found.append(text) } }

    /// Marks a text that contains a secret according to ``SecretFlow``.
    private mutating func follow(_ text: SecretFlow.Text, raw: String?, value: String?) {
        // The value that a program's own resolver computes from a secret is a secret too.
        var made = text.parts.made
        if text.parts.isEmpty, let raw, let value, SecretParts.isOwnCall(raw) { made.append(value) }
        for value in made where !OrdinaryText.isOrdinary(value) { add(value) }
        if case .reference(nil)? = places[text.path], !showsRestOfURL(text) { return }
        places[text.path] = .reference(text.parts.isEmpty ? nil : text.parts)
    }

    // MARK: Finding

    /// The information about a node from the keys above it.
    private enum Standing {
        case open
        /// The key with this name marks a secret.
        case named(String)
        /// A type declares the path as a secret.
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

    /// The standing of a mapping's entry by its key. Most values cannot be secrets, so their keys are not examined.
    private func standing(of entry: ConfigMapping.Entry, _ path: ConfigPath) -> Standing {
        guard let name = entry.key.string else { return .open }
        if entry.value.isMapping { return redactor.rules.isSecret(group: name) ? .named(name) : .open }
        guard entry.value.mayHoldSecret else { return .open }
        if redactor.rules.isSecret(key: name) { return .named(name) }
        return path.isEnvironmentSetting && redactor.rules.isSecret(variable: name) ? .named(name) : .open
    }

    private mutating func visit(
        value node: ConfigNode, _ resolved: ConfigNode?, _ path: ConfigPath, _ standing: Standing
    ) {
        if let text = node.interpolation {
            if isSecret(resolved, standing) {
                places[path] = .reference(nil)
                starts.append(path)
                for text in resolved?.texts ?? [] { add(text) }
            } else if let value = resolved?.string, hasNewPassword(value, raw: text, node) {
                places[path] = .reference(nil)
                passwordURLs.insert(path)
                starts.append(path)
                for text in URLPassword.texts(in: value) { add(text) }
            }
        } else if isGiven(node, standing) {
            places[path] = .given
            starts.append(path)
            redactor.add(places: [path])
            add(node.plainText)
        } else if node.isFromCommandLine, let text = node.string {
            let passwords = URLPassword.texts(in: text)
            if !passwords.isEmpty { starts.append(path) }
            for password in passwords { add(password) }
        }
    }

    /// True if the `resolved` value of an interpolation is a secret because of its path. Numbers and booleans are
    /// secrets only if a type declares the path.
    private func isSecret(_ resolved: ConfigNode?, _ standing: Standing) -> Bool {
        switch standing {
        case .open: false
        case .declared: true
        case .named(let key):
            switch resolved?.content {
            case nil, .mapping, .sequence: true
            case .string(let text): redactor.rules.isSecret(text, key: key)
            default: false
            }
        }
    }

    private func isGiven(_ node: ConfigNode, _ standing: Standing) -> Bool {
        switch standing {
        case .open: false
        case .declared: !redactor.rules.isPlaceholder(node.plainText)
        case .named(let key):
            node.isFromCommandLine && node.string.map { redactor.rules.isSecret($0, key: key) } ?? false
        }
    }

    /// True if a text is marked only for a URL's password, which the text's secret parts contain. Then the rest can be
    /// shown.
    private func showsRestOfURL(_ text: SecretFlow.Text) -> Bool {
        guard passwordURLs.contains(text.path), !text.parts.isEmpty else { return false }
        return URLPassword.texts(in: text.parts.frozen).isEmpty
    }

    /// True if a URL's password comes from an interpolation or the command line. A password that is written in a file
    /// stays visible there anyway.
    private func hasNewPassword(_ value: String, raw: String, _ node: ConfigNode) -> Bool {
        let passwords = URLPassword.texts(in: value)
        if passwords.isEmpty { return false }
        return node.isFromCommandLine || passwords != URLPassword.texts(in: raw)
    }

    // MARK: Showing

    /// The composition that was scanned, as it may be shown: without the secrets that were given.
    ///
    /// - Parameter hidesReferences: True if the interpolations that lead to secrets are hidden too, since the composition
    ///   is going to be resolved.
    package func shown(_ composition: Composition, hidesReferences: Bool = false) -> Composition {
        redactor.hidingOverrides(in: composition.showing(redacted(composition.tree, hidesReferences: hidesReferences)))
    }

    /// The unresolved tree with `REDACTED` in the place of each secret that was typed.
    ///
    /// - Parameter hidesReferences: True if interpolations that lead to secrets are replaced too, for trees that are
    ///   resolved before they are shown.
    func redacted(_ tree: ConfigNode, hidesReferences: Bool = false) -> ConfigNode {
        var path = ConfigPath()
        return redacted(tree, &path, hidesReferences) ?? tree
    }

    /// Nil if nothing changes.
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
            path.isOverride ? redactor.redact(override: text) : hidingPassword(redactor.redactUnmistakable(text), node)
        return sameText(shown, text) ? nil : ConfigNode(.string(shown), origin: node.origin)
    }

    private func hidingPassword(_ text: String, _ node: ConfigNode) -> String {
        node.isFromCommandLine ? URLPassword.redacting(text) ?? text : text
    }

    /// The resolved config for `frozen.yaml`: interpolations that lead to secrets are kept, so that a rerun resolves
    /// them again, and typed secrets are `REDACTED`. Literal texts are escaped by ``FrozenText``.
    ///
    /// - Parameter raw: The unresolved config.
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
        let shown = hidingPassword(redactor.redactUnmistakable(text), node)
        if !sameText(shown, text), let raw, raw.interpolation != nil { return raw }
        let escaped = FrozenText.escaped(shown)
        return escaped == nil && sameText(shown, text)
            ? nil : ConfigNode(.string(escaped ?? shown), origin: node.origin)
    }
}

extension ConfigNode {
    /// The text of the node if it contains an interpolation.
    fileprivate var interpolation: String? {
        string.flatMap { $0.utf8.contains(UInt8(ascii: "$")) && $0.contains("${") ? $0 : nil }
    }

    fileprivate var isFromCommandLine: Bool { if case .argument? = origin.source?.kind { true } else { false } }

    /// True if the name of the node's key can make it a secret. Values written in files are not redactor.
    fileprivate var mayHoldSecret: Bool { isSequence || isFromCommandLine || interpolation != nil }

    /// The scalar values in the node, as texts.
    fileprivate var texts: [String] {
        switch content {
        case .mapping(let mapping): mapping.entries.flatMap(\.value.texts)
        case .sequence(let items): items.flatMap(\.texts)
        case .null, .bool: []
        default: [plainText]
        }
    }

    /// The node with its direct children replaced by `change`; nil if nothing changes.
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
    /// True for an entry of `hydra.overrides`.
    fileprivate var isOverride: Bool {
        elements.count == 4 && elements[0] == .key("hydra") && elements[1] == .key("overrides")
    }

    /// True for a variable in `hydra.job.env_set`.
    fileprivate var isEnvironmentSetting: Bool {
        elements.count == 4 && elements[0] == .key("hydra") && elements[2] == .key("env_set")
    }
}

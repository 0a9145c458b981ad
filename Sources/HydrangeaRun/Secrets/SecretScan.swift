package import HydrangeaCompose
import HydrangeaDecode
package import HydrangeaTree

/// Where the secrets of one job are in its config, and that config as the job's files may show it.
struct JobSecrets {
    private enum Kind {
        /// The secret itself was written: on the command line, or anywhere for a place that a type declares.
        case given
        /// An interpolation that leads to it.
        case reference
    }

    private let secrets: Secrets
    private let variables: [String: String]
    private let declared: Set<ConfigPath>
    private var places: [ConfigPath: Kind] = [:]
    /// How interpolations name the secrets that are too short to be found in a text.
    private var short: Set<String> = []

    /// Finds the secrets of a composition, and tells them to `secrets`.
    ///
    /// - Parameter resolved: The config without its interpolations. Nil when that could not be had: what was given is
    ///   found all the same.
    init(_ composition: Composition, resolved: ConfigNode?, _ secrets: Secrets) {
        self.secrets = secrets
        variables = secrets.variables
        declared = secrets.paths
        var path = ConfigPath()
        for (name, value) in variables where Secrets.isTooShort(value) { short.insert(name) }
        visit(composition.tree, resolved, &path, .open)
        // What mentions a short secret may stand before it.
        if short.contains(where: { $0.hasPrefix("${") }) { visit(composition.tree, resolved, &path, .open) }
    }

    // MARK: Finding

    /// What is known of a place from the keys above it.
    private enum Standing {
        case open
        /// Its key says that it is a secret.
        case named
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
                visit(
                    entry.value, resolved?.child(.key(entry.key)), &path,
                    standing == .open ? self.standing(of: entry) : standing)
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
    private func standing(of entry: ConfigMapping.Entry) -> Standing {
        guard let name = entry.key.string else { return .open }
        if entry.value.isMapping { return secrets.rules.isSecret(group: name) ? .named : .open }
        return entry.value.mayHoldSecret && secrets.rules.isSecret(key: name) ? .named : .open
    }

    private mutating func visit(
        value node: ConfigNode, _ resolved: ConfigNode?, _ path: ConfigPath, _ standing: Standing
    ) {
        if let text = node.interpolation {
            for (name, value) in variables where text.contains(name) {
                secrets.learn(value, reference: "${oc.env:\(name)}")
            }
            guard standing != .open || short.contains(where: text.contains) else { return }
            places[path] = .reference
            for text in resolved?.texts ?? [] { learn(text, path) }
        } else if standing == .declared || standing == .named && node.isFromCommandLine,
            !secrets.rules.isPlaceholder(node.plainText)
        {
            places[path] = .given
            learn(node.plainText, path)
        }
    }

    private mutating func learn(_ text: String, _ path: ConfigPath) {
        secrets.learn(text, reference: path.reference)
        if Secrets.isTooShort(text), let reference = path.reference { short.insert(reference) }
    }

    // MARK: Showing

    /// The tree with its interpolations, and with a word in the place of each secret that was given.
    func redacted(_ tree: ConfigNode) -> ConfigNode {
        var path = ConfigPath()
        return redacted(tree, &path) ?? tree
    }

    /// Nil when nothing has changed.
    private func redacted(_ node: ConfigNode, _ path: inout ConfigPath) -> ConfigNode? {
        if !places.isEmpty, case .given? = places[path] {
            return ConfigNode(.string(Redacted.text), origin: node.origin)
        }
        guard let text = node.string else {
            return node.changingChildren(at: &path) { child, path in redacted(child, &path) }
        }
        // What stands in a file stays: only what came from outside may repeat a secret.
        if case .file? = node.origin.source?.kind { return nil }
        let shown = path.isOverride ? secrets.redact(argument: text) : secrets.redactCertain(text)
        return sameText(shown, text) ? nil : ConfigNode(.string(shown), origin: node.origin)
    }

    /// The resolved config with a reference in the place of each secret, from which a rerun gets it anew: `???` where
    /// it must be given anew. Texts are spelled as ``FrozenText`` says.
    ///
    /// - Parameter raw: The config with its interpolations.
    func frozen(_ resolved: ConfigNode, raw: ConfigNode) -> ConfigNode {
        var path = ConfigPath()
        return frozen(resolved, raw, secrets.references, &path) ?? resolved
    }

    private typealias References = [(text: String, reference: String)]

    private func frozen(_ node: ConfigNode, _ raw: ConfigNode?, _ references: References, _ path: inout ConfigPath)
        -> ConfigNode?
    {
        switch places.isEmpty ? nil : places[path] {
        case .given?: return ConfigNode(.string("???"), origin: node.origin)
        case .reference?: return raw
        case nil: break
        }
        if node.isContainer {
            return node.changingChildren(at: &path) { child, path in
                frozen(child, path.elements.last.flatMap { raw?.child($0) }, references, &path)
            }
        }
        // What was written without an interpolation holds no secret but one that somebody typed.
        let mayHoldSecret = raw?.interpolation != nil || raw == nil || raw?.isFromCommandLine == true
        guard let text = node.string else {
            return mayHoldSecret && references.contains { sameText($0.text, node.plainText) } ? raw : nil
        }
        let shown = mayHoldSecret && !references.isEmpty ? SecretReferences.replacing(in: text, references) : nil
        return (shown ?? FrozenText.escaped(text)).map { ConfigNode(.string($0), origin: node.origin) }
    }
}

extension Composition {
    /// The same composition as it may be shown: without the secrets that were given.
    ///
    /// - Parameter resolved: The config without its interpolations, when that is shown too.
    package func showing(_ secrets: Secrets, resolved: ConfigNode?) -> Composition {
        showing(JobSecrets(self, resolved: resolved, secrets).redacted(tree))
    }

    /// The same composition, whose lists of overrides have no secrets: no directory is to be named after one.
    package func hidingOverrides(_ secrets: Secrets) -> Composition {
        var changes: [(path: [String], value: ConfigNode)] = []
        for name in ["task", "hydra"] {
            let texts = hydra[ConfigPath("overrides.\(name)")]?.sequence?.compactMap(\.string) ?? []
            let shown = texts.map(secrets.redact(argument:))
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
    /// The interpolation that leads here from anywhere; nil when a key cannot be written in one.
    fileprivate var reference: String? {
        var text = ""
        for element in elements {
            switch element {
            case .index(let index): text += "[\(index)]"
            case .key(let key):
                let isPlain = { (byte: UInt8) in
                    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || isLetterOrDigit(byte)
                }
                guard let name = key.string, !name.isEmpty, name.utf8.allSatisfy(isPlain) else { return nil }
                text += text.isEmpty ? name : "." + name
            }
        }
        return "${\(text)}"
    }

    /// Whether the command line's overrides are kept here.
    fileprivate var isOverride: Bool {
        elements.count == 4 && elements[0] == .key("hydra") && elements[1] == .key("overrides")
    }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
}

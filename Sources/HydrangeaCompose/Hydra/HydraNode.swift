import HydrangeaGrammar
package import HydrangeaTree

/// Fills in the values of the `hydra` node that describe the composition itself.
struct HydraNode {
    let context: Composer.Context
    let sources: [any ConfigSource]
    let known: [GroupChoices.Known]
    let overrides: [Override]
    let configName: String?

    func fill(_ root: inout ConfigNode) throws(ConfigError) {
        let environment = try copiedEnvironment(root)
        _ = root.update(.key("hydra")) { hydra in
            let directoryName = context.compatibility.overrideDirnameIsResolved ? nil : overrideDirectoryName(hydra)
            Self.change(&hydra, "overrides") { mapping in
                mapping["hydra"] = ConfigNode(texts(overrides.filter(\.isHydra)))
                mapping["task"] = ConfigNode(texts(overrides.filter { !$0.isHydra }))
            }
            Self.change(&hydra, "runtime", fillRuntime)
            Self.change(&hydra, "job") { mapping in
                Self.change(&mapping, "env_set") { values in for (name, value) in environment { values[name] = value } }
                if let directoryName { mapping["override_dirname"] = ConfigNode(.string(directoryName)) }
                if mapping["name"]?.isMissing != false { mapping["name"] = ConfigNode(.string(context.jobName)) }
                mapping["config_name"] = ConfigNode(configName.map { .string($0) } ?? .null)
            }
        }
    }

    private func fillRuntime(_ runtime: inout ConfigMapping) {
        Self.change(&runtime, "choices") { mapping in
            for choice in known {
                mapping[choice.key] = ConfigNode(choice.name.map { .string($0) } ?? .null, origin: choice.origin)
            }
        }
        runtime["version"] = ConfigNode(.string(Self.version))
        runtime["version_base"] = ConfigNode(.string(context.compatibility.rawValue))
        runtime["cwd"] = ConfigNode(.string(context.workingDirectory))
        runtime["config_sources"] = ConfigNode(.sequence(searchPath))
    }

    /// Changes the mapping at a key, if there is one.
    private static func change(_ parent: inout ConfigNode, _ key: ConfigKey, _ body: (inout ConfigMapping) -> Void) {
        guard var mapping = parent.takeMapping() else { return }
        change(&mapping, key, body)
        parent.content = .mapping(mapping)
    }

    private static func change(_ parent: inout ConfigMapping, _ key: ConfigKey, _ body: (inout ConfigMapping) -> Void) {
        guard let position = parent.position(of: key) else { return }
        parent.update(at: position) { node in
            guard var mapping = node.takeMapping() else { return }
            body(&mapping)
            node.content = .mapping(mapping)
        }
    }

    /// The release of this library.
    static let version = "0.1.0"

    static func set(_ hydra: inout ConfigNode, _ path: [String], _ content: ConfigNode.Content) {
        guard let last = path.last else { return }
        _ = hydra.update(at: path.dropLast().map { .key(.string($0)) }) { parent in
            guard var mapping = parent.takeMapping() else { return }
            mapping[last] = ConfigNode(content)
            parent.content = .mapping(mapping)
        }
    }

    /// The value of `hydra.job.override_dirname` by the rules of 1.3, which compute it once; 1.4 has a resolver. Every
    /// `=` is replaced, even in the separator.
    private func overrideDirectoryName(_ hydra: ConfigNode) -> String {
        let settings = hydra["job.config.override_dirname"]
        let excluded = settings?["exclude_keys"]?.sequence?.compactMap(\.string) ?? []
        let texts = overrides.filter { !$0.isHydra && !excluded.contains($0.key.description) }.map(\.text)
            .sortedByCodePoint()
        let joined = texts.joined(separator: settings?["item_sep"]?.string ?? ",")
        return joined.split(separator: "=", omittingEmptySubsequences: false).joined(
            separator: settings?["kv_sep"]?.string ?? "=")
    }

    private func texts(_ overrides: [Override]) -> ConfigNode.Content {
        .sequence(overrides.map { ConfigNode(.string($0.text), origin: $0.origin) })
    }

    private var searchPath: [ConfigNode] {
        sources.map { source in
            [
                "path": ConfigNode(.string(source.path)), "schema": ConfigNode(.string(source.scheme)),
                "provider": ConfigNode(.string(source.provider)),
            ]
        }
    }

    /// The variables in `hydra.job.env_copy`, with their values in this process.
    private func copiedEnvironment(_ root: ConfigNode) throws(ConfigError) -> [(String, ConfigNode)] {
        guard case .sequence(let names)? = root["hydra.job.env_copy"]?.content else { return [] }
        var values: [(String, ConfigNode)] = []
        for node in names {
            guard let name = node.string else { continue }
            guard let value = context.environment[name] else {
                throw ConfigError(
                    Diagnostic(
                        .missingValue, "the environment variable '\(name)' is to be copied but is not set",
                        at: "hydra.job.env_copy", origin: node.origin,
                        help: "set it: export \(name)=VALUE"))
            }
            values.append(
                (name, ConfigNode(.string(value), origin: Origin(SourceText(.environment(name), text: value)))))
        }
        return values
    }
}

extension Composer {
    /// The release of this library.
    package static let release = HydraNode.version
}

extension Composition {
    /// The same composition with another tree, for printing.
    package func showing(_ tree: ConfigNode) -> Composition {
        var copy = self
        copy.tree = tree
        return copy
    }

    package func settingHydra(_ values: [(path: [String], value: ConfigNode)]) -> Composition {
        var copy = self
        _ = copy.tree.update(.key("hydra")) { hydra in
            for (path, value) in values { HydraNode.set(&hydra, path, value.content) }
        }
        return copy
    }
}

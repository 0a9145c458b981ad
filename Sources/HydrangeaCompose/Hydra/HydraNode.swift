import HydrangeaGrammar
package import HydrangeaTree

/// Fills in what the `hydra` node tells about the composition itself.
struct HydraNode {
    let context: Composer.Context
    let sources: [any ConfigSource]
    let known: [GroupChoices.Known]
    let overrides: [Override]
    let configName: String?

    func fill(_ root: inout ConfigNode) throws(ConfigError) {
        let environment = try copiedEnvironment(root)
        _ = root.update(.key("hydra")) { hydra in
            Self.set(&hydra, ["overrides", "hydra"], texts(overrides.filter(\.isHydra)))
            Self.set(&hydra, ["overrides", "task"], texts(overrides.filter { !$0.isHydra }))
            _ = hydra.update(at: [.key("runtime"), .key("choices")]) { choices in
                guard var mapping = choices.takeMapping() else { return }
                for choice in known { mapping[choice.key] = ConfigNode(choice.name.map { .string($0) } ?? .null, origin: choice.origin) }
                choices.content = .mapping(mapping)
            }
            _ = hydra.update(at: [.key("job"), .key("env_set")]) { values in
                guard !environment.isEmpty, var mapping = values.takeMapping() else { return }
                for (name, value) in environment { mapping[name] = value }
                values.content = .mapping(mapping)
            }
            Self.set(&hydra, ["runtime", "version"], .string(Self.version))
            Self.set(&hydra, ["runtime", "version_base"], .string(context.rules.rawValue))
            Self.set(&hydra, ["runtime", "cwd"], .string(context.workingDirectory))
            Self.set(&hydra, ["runtime", "config_sources"], .sequence(searchPath))
            if context.rules == .hydra1_3 { Self.set(&hydra, ["job", "override_dirname"], .string(overrideDirectoryName(hydra))) }
            if hydra["job.name"]?.isMissing != false { Self.set(&hydra, ["job", "name"], .string(context.jobName)) }
            Self.set(&hydra, ["job", "config_name"], configName.map { .string($0) } ?? .null)
        }
    }

    /// The release whose composition rules and node this is.
    static let version = "0.1.0"

    static func set(_ hydra: inout ConfigNode, _ path: [String], _ content: ConfigNode.Content) {
        guard let last = path.last else { return }
        _ = hydra.update(at: path.dropLast().map { .key(.string($0)) }) { parent in
            guard var mapping = parent.takeMapping() else { return }
            mapping[last] = ConfigNode(content)
            parent.content = .mapping(mapping)
        }
    }

    /// Older rules put the name together once, where newer ones have a resolver; every `=` is replaced, in the separator too.
    private func overrideDirectoryName(_ hydra: ConfigNode) -> String {
        let settings = hydra["job.config.override_dirname"]
        let excluded = settings?["exclude_keys"]?.sequence?.compactMap(\.string) ?? []
        let texts = overrides.filter { !$0.isHydra && !excluded.contains($0.key) }.map(\.text).sortedByCodePoint()
        let joined = texts.joined(separator: settings?["item_sep"]?.string ?? ",")
        return joined.split(separator: "=", omittingEmptySubsequences: false).joined(separator: settings?["kv_sep"]?.string ?? "=")
    }

    private func texts(_ overrides: [Override]) -> ConfigNode.Content {
        .sequence(overrides.map { ConfigNode(.string($0.text), origin: $0.origin) })
    }

    private var searchPath: [ConfigNode] {
        sources.map { source in
            ["path": ConfigNode(.string(source.path)), "schema": ConfigNode(.string(source.scheme)), "provider": ConfigNode(.string(source.provider))]
        }
    }

    /// `hydra.job.env_copy`: variables that a job gets from this process.
    private func copiedEnvironment(_ root: ConfigNode) throws(ConfigError) -> [(String, ConfigNode)] {
        guard case .sequence(let names)? = root["hydra.job.env_copy"]?.content else { return [] }
        var values: [(String, ConfigNode)] = []
        for node in names {
            guard let name = node.string else { continue }
            guard let value = context.environment[name] else {
                throw ConfigError(
                    Diagnostic(.missingValue, "the environment variable '\(name)' is to be copied but is not set", at: "hydra.job.env_copy", origin: node.origin,
                        help: "set it: export \(name)=VALUE"))
            }
            values.append((name, ConfigNode(.string(value), origin: Origin(SourceText(.environment(name), text: value)))))
        }
        return values
    }
}

extension Composer {
    /// The release of this library.
    package static let release = HydraNode.version
}

extension Composition {
    /// The same composition with values in the `hydra` node that only a run knows: its directory, its number in a sweep.
    package func settingHydra(_ values: [(path: [String], value: ConfigNode)]) -> Composition {
        var copy = self
        _ = copy.tree.update(.key("hydra")) { hydra in
            for (path, value) in values { HydraNode.set(&hydra, path, value.content) }
        }
        return copy
    }
}

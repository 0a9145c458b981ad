import HydrangeaGrammar
import HydrangeaResolve
package import HydrangeaTree

extension Composer {
    /// Applies overrides to the frozen config of an earlier run. No source is read, and no group is composed again.
    ///
    /// - Parameter root: The frozen config. It is resolved, except for references that are kept on purpose.
    /// - Parameter hydra: The `hydra` node of the earlier run, with its interpolations.
    /// - Throws: an error if an override chooses an option of a group, or its key does not exist.
    package func recompose(
        frozen root: ConfigNode, hydra: ConfigNode, name: String?, overrides texts: [String]
    ) throws(ConfigError) -> Composition {
        guard case .mapping(var mapping) = root.content else {
            throw ConfigError(
                Diagnostic(.yamlValue, "a frozen config is a mapping, this is \(root.kindName)", origin: root.origin))
        }
        mapping["hydra"] = hydra
        var tree = ConfigNode(.mapping(mapping), origin: root.origin)
        let interpolator = interpolator(hydra: nil)
        let values = ValueOverrides(interpolator: interpolator, compatibility: context.compatibility, types: types)
        var overrides: [Override] = []
        for (index, text) in texts.enumerated() {
            let override = try Override(parsing: text, argument: index + 1, compatibility: context.compatibility)
            if case .sweep(let sweep)? = override.value?.content { throw severalValues(sweep, override) }
            if let choice = choosesOption(override, in: tree) { throw choice }
            try values.apply(override, to: &tree)
            overrides.append(override)
        }
        _ = try tree.update(.key("hydra")) { (hydra: inout ConfigNode) throws(ConfigError) in
            let earlier = (task: earlierTexts(hydra, "task"), own: earlierTexts(hydra, "hydra"))
            HydraNode.set(
                &hydra, ["overrides", "task"], list(earlier.task + overrides.filter { !$0.isHydra }.map(\.text)))
            HydraNode.set(&hydra, ["overrides", "hydra"], list(earlier.own + overrides.filter(\.isHydra).map(\.text)))
            HydraNode.set(&hydra, ["runtime", "cwd"], .string(context.workingDirectory))
            HydraNode.set(&hydra, ["runtime", "version"], .string(HydraNode.version))
            try HydraSchema.type(context.compatibility).convert(&hydra, at: "hydra")
        }
        try interpolator.checkSyntax(of: tree)
        return Composition(
            tree: tree, name: name, overrides: overrides, defaultsList: DefaultsList(elements: []), choices: [],
            warnings: [],
            layers: [], defaultsTree: DefaultsTree(), valueOverrides: overrides, composer: self)
    }

    private func severalValues(_ sweep: Override.Sweep, _ override: Override) -> ConfigError {
        let value = override.valueText
        var help = "start it once for each value"
        if case .choice(let choice) = sweep, choice.isSimple {
            help += "; for a list, write \("\(override.keyText)[\(value)]".shellWord)"
        }
        return ConfigError(
            Diagnostic(
                .commandLine, "a rerun is one run, and '\(override.key)' is given several values",
                origin: override.valueOrigin, length: value.count,
                help: help))
    }

    private func earlierTexts(_ hydra: ConfigNode, _ kind: String) -> [String] {
        hydra[ConfigPath("overrides.\(kind)")]?.sequence?.compactMap(\.string) ?? []
    }

    private func list(_ texts: [String]) -> ConfigNode.Content { .sequence(texts.map { ConfigNode(.string($0)) }) }

    /// The error about an override that chooses an option of a group: the choice was made when the run was composed.
    private func choosesOption(_ override: Override, in tree: ConfigNode) -> ConfigError? {
        let node = tree[ConfigPath(override.key.steps.map { .key(.string($0)) })]
        var isScalar = false
        switch override.value?.content {
        case .string?, .quoted?: isScalar = true
        default: break
        }
        guard
            override.key.description.contains("/") || override.key.package != nil || isScalar && node?.isMapping == true
        else {
            return nil
        }
        return ConfigError(
            Diagnostic(
                .commandLine, "'\(override.key)' cannot be chosen again: a rerun has the config that was frozen",
                origin: override.origin,
                length: override.text.count,
                notes: [
                    "overrides of a rerun set single values, such as \(override.key.description.split(separator: "/").last ?? "key").KEY=VALUE"
                ],
                help:
                    "to choose another option, start the program without --rerun: the run's own overrides are in its .hydra/overrides.yaml"
            ))
    }
}

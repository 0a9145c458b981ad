import HydrangeaGrammar
package import HydrangeaTree

/// A plugin of a multirun: the sweeper, which chooses the jobs, or the launcher, which starts them.
///
/// A tree can select and configure all options of ``HydraPlugins``, as in Hydra. Only those of ``HydraPlugins/basic``
/// have an engine here; a multirun with another one is refused.
package struct MultirunPlugin: Sendable {
    /// The plugin's key in the `hydra` node, and its config group there.
    private let name: String

    package static let sweeper = MultirunPlugin(name: "sweeper")
    package static let launcher = MultirunPlugin(name: "launcher")

    /// An option with an engine.
    private struct Option {
        let name: String
        /// The class that Hydra's configs name in `_target_`, without its module.
        let className: String
        /// The keys that the option takes beside `_target_`.
        let keys: [String]
    }

    private var options: [Option] {
        HydraPlugins.basic.compactMap { config, settings in
            guard config.hasPrefix("\(name)/"), let target = settings["_target_"]?.string else { return nil }
            return Option(
                name: String(config.dropFirst(name.count + 1)), className: Self.className(of: target),
                keys: settings.mapping?.keys.map(\.description).filter { $0 != "_target_" } ?? [])
        }
    }

    /// The classes with an engine, as `--info plugins` lists them.
    package var classNames: [String] { options.map(\.className) }

    private static func className(of target: String) -> String {
        target.lastIndex(of: ".").map { String(target[target.index(after: $0)...]) } ?? target
    }

    private var path: ConfigPath { ConfigPath("hydra.\(name)") }
    /// The argument that chooses an option which runs here.
    private var choice: String { "hydra/\(name)=\(options.first?.name ?? "basic")" }

    /// The plugin's settings in a composition, resolved.
    ///
    /// - Throws: an error if the plugin has no engine here, or has keys that it does not take.
    @discardableResult
    package func settings(in composition: Composition) throws(ConfigError) -> ConfigMapping {
        let node = try composition.value(at: path) ?? .null
        guard case .mapping(let settings) = node.content else {
            throw ConfigError(
                Diagnostic(
                    .typeMismatch, "\(path) must name a \(name), this is \(node.kindName)", at: path,
                    origin: node.origin, help: "choose one: \(choice)"))
        }
        let target = settings["_target_"]?.string
        guard let option = options.first(where: { $0.className == target.map(Self.className) }) else {
            throw noEngine(settings["_target_"], composition)
        }
        let unknown = settings.entries.filter { entry in
            !(option.keys + ["_target_"]).contains(entry.key.description)
        }
        if let error = ConfigError(unknown.map { self.unknown($0, of: option) }) { throw error }
        return settings
    }

    private func noEngine(_ target: ConfigNode?, _ composition: Composition) -> ConfigError {
        // A key of the node may name another class than the chosen option does.
        let chosen = composition.choices.first { $0.key == "hydra/\(name)" }?.option
        let option = options.contains { $0.name == chosen } ? target?.string : chosen ?? target?.string
        let override = composition.overrides.last { $0.key.description == "hydra/\(name)" }
        return ConfigError(
            Diagnostic(
                .unknownComponent, "the \(name) \(option.map { "'\($0)' " } ?? "")cannot run here",
                at: path.appending("_target_"), origin: override?.valueOrigin ?? target?.origin ?? .unknown,
                notes: ["there is: \(options.map(\.name).joined(separator: ", "))"], help: choice))
    }

    private func unknown(_ entry: ConfigMapping.Entry, of option: Option) -> Diagnostic {
        Diagnostic(
            .unknownKey, "the \(option.name) \(name) does not know '\(entry.key)'", at: path.appending(entry.key),
            origin: entry.keyOrigin,
            notes: ["keys: \(option.keys.isEmpty ? "none" : option.keys.joined(separator: ", "))"],
            help: "choose the \(name) that it is meant for: hydra/\(name)=NAME")
    }
}

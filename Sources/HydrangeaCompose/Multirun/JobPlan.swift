import HydrangeaGrammar
import HydrangeaResolve
package import HydrangeaTree

/// The plan of a program start.
package enum JobPlan: Sendable {
    /// A single job, with its config.
    case run(Composition)
    /// The jobs of a sweep.
    case multirun(Multirun)
}

/// The value of `hydra.mode`: one job, or several.
enum RunMode: String, CaseIterable {
    case run = "RUN"
    case multirun = "MULTIRUN"

    init?(_ node: ConfigNode) throws(ConfigError) {
        if node.isNull || node.isMissing { return nil }
        guard let mode = node.string.flatMap(RunMode.init(rawValue:)) else {
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "hydra.mode is RUN or MULTIRUN, nothing else", at: "hydra.mode", origin: node.origin,
                    help: "hydra.mode=RUN or hydra.mode=MULTIRUN"))
        }
        self = mode
    }
}

extension Composer {
    /// Composes the plan of a start: one job, or the jobs of a multirun.
    ///
    /// - Parameter isMultirun: True if a multirun is requested, which takes precedence over `hydra.mode`. Its jobs have
    ///   the override `hydra.mode=MULTIRUN`.
    package func plan(_ name: String?, overrides: [String], isMultirun: Bool = false) throws(ConfigError) -> JobPlan {
        do {
            return try planByItsRules(name, overrides, isMultirun)
        } catch {
            throw hinting(error) { other throws(ConfigError) in
                _ = try other.planByItsRules(name, overrides, isMultirun)
            }
        }
    }

    private func planByItsRules(_ name: String?, _ texts: [String], _ isMultirun: Bool) throws(ConfigError) -> JobPlan {
        var session = try CompositionSession(self)
        var overrides = try session.parse(texts, primary: name)
        let mode = try session.mode(of: name, overrides: overrides)
        guard isMultirun || mode == .multirun else {
            try Self.checkSingle(overrides, isRun: true)
            let composition = try session.compose(name, overrides: overrides, skipsMissing: false)
            try checkMode(of: composition, is: .run)
            return .run(composition.settingHydra([(["mode"], ConfigNode(.string(RunMode.run.rawValue)))]))
        }
        if mode != .multirun {
            overrides.append(
                try Override(
                    parsing: "hydra.mode=\(RunMode.multirun.rawValue)", argument: overrides.count + 1,
                    compatibility: context.compatibility))
        }
        var multirun = try session.multirun(name, overrides: overrides)
        try checkMode(of: multirun.composition, is: .multirun)
        try MultirunPlugin.launcher.settings(in: multirun.composition)
        if mode == .run {
            multirun.composition.warnings.append(
                Diagnostic(
                    .commandLine, "--multirun runs several jobs although hydra.mode is RUN",
                    help: "leave one of the two out"))
        }
        return .multirun(multirun)
    }

    /// Refuses a composed config with another mode, because the mode must be known before the config is composed.
    private func checkMode(of composition: Composition, is mode: RunMode) throws(ConfigError) {
        guard let node = try composition.value(at: "hydra.mode"), let composed = try RunMode(node), composed != mode
        else { return }
        throw ConfigError(
            Diagnostic(
                .invalidValue,
                "hydra.mode is set to \(composed.rawValue) too late: it is read before the defaults list is",
                at: "hydra.mode",
                origin: node.origin,
                help: "set it in the primary config, or give it on the command line: hydra.mode=\(composed.rawValue)"))
    }
}

extension CompositionSession {
    /// The mode that the command line sets, or else the primary config; nil if neither does.
    mutating func mode(of name: String?, overrides: [Override]) throws(ConfigError) -> RunMode? {
        // The rules of 1.3 read the mode from the composed config.
        if compatibility.modeIsReadFromTheWholeConfig {
            var session = self
            let composition = try? session.compose(name, overrides: overrides, skipsMissing: true)
            return try composition?.value(at: "hydra.mode").flatMap { (node) throws(ConfigError) in try RunMode(node) }
        }
        var given: ConfigNode?
        for override in overrides where override.key.package == nil {
            let keys = override.key.steps
            guard keys == ["hydra"] || keys == ["hydra", "mode"] else { continue }
            if case .sweep? = override.value?.content { continue }
            let node = try override.node()
            if keys.count == 2 { given = node } else if let mode = node["mode"] { given = mode }
        }
        if let given { return try RunMode(try interpolator.value(of: given, in: [:])) }
        guard let name, let (root, isAtTop) = try root(of: name), isAtTop, root["hydra"] != nil else { return nil }
        return try interpolator.value(at: "hydra.mode", in: root).flatMap { (node) throws(ConfigError) in
            try RunMode(node)
        }
    }
}

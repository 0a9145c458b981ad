public import Hydrangea

/// Checks that a `ConfigSource` meets the requirements of a composition.
///
/// ```swift
/// @Test func theBundleIsASource() {
///     #expect(ConfigSourceConformance(BundleSource(), configs: ["config", "model/mlp"]).problems == [])
/// }
/// ```
public struct ConfigSourceConformance: Sendable {
    private let source: any ConfigSource
    private let configs: [String]

    /// - Parameters:
    ///   - source: The source to check.
    ///   - configs: The names of all configs that it has, each with its group: `model/mlp`.
    public init(_ source: some ConfigSource, configs: [String]) {
        self.source = source
        self.configs = configs
    }

    /// The violations, a sentence for each; empty if the source conforms.
    public var problems: [String] {
        (source.isAvailable ? [] : ["it says that it is not available"]) + configProblems + groupProblems
            + absenceProblems
    }

    private var configProblems: [String] {
        configs.flatMap { name -> [String] in
            var problems: [String] = []
            if !source.hasConfig(name) { problems.append("hasConfig denies '\(name)'") }
            do throws(ConfigError) {
                if try source.load(name) == nil { problems.append("load gives nil for '\(name)'") }
            } catch {
                problems.append("load throws for '\(name)': \(error.diagnostics.first?.message ?? "")")
            }
            if source.hasGroup(name), !groups.contains(name) {
                problems.append("hasGroup takes the config '\(name)' for a group")
            }
            return problems
        }
    }

    private var groupProblems: [String] {
        groups.sorted().flatMap { group -> [String] in
            let options = source.options(inGroup: group)
            let subgroups = source.subgroups(ofGroup: group)
            let name = group.isEmpty ? "the root" : "group '\(group)'"
            var problems = source.hasGroup(group) ? [] : ["hasGroup denies \(name)"]
            let listed = children(configs, of: group)
            if Set(options) != listed {
                problems.append("the options of \(name) are \(list(listed)), not \(list(options))")
            }
            if options != options.sorted(by: precedes) {
                problems.append("the options of \(name) are not in the order of their code points: \(list(options))")
            }
            if Set(options).count != options.count {
                problems.append("an option of \(name) is listed twice: \(list(options))")
            }
            let wanted = children(groups.filter { !$0.isEmpty }, of: group)
            if Set(subgroups) != wanted {
                problems.append("the subgroups of \(name) are \(list(wanted)), not \(list(subgroups))")
            }
            return problems
        }
    }

    private var absenceProblems: [String] {
        let name = "no_such_config_anywhere"
        var problems: [String] = []
        if source.hasConfig(name) { problems.append("hasConfig affirms a config that is not there") }
        if source.hasGroup(name) { problems.append("hasGroup affirms a group that is not there") }
        if !source.options(inGroup: name).isEmpty { problems.append("a group that is not there has options") }
        do throws(ConfigError) {
            if try source.load(name) != nil { problems.append("load gives a config that is not there") }
        } catch {
            problems.append("load throws for a config that is not there, instead of giving nil")
        }
        return problems
    }

    /// The root, and every group that contains a config.
    private var groups: Set<String> {
        var groups: Set<String> = [""]
        for name in configs {
            var parts = name.split(separator: "/")
            while !parts.isEmpty {
                parts.removeLast()
                groups.insert(parts.joined(separator: "/"))
            }
        }
        return groups
    }

    private func children(_ names: some Sequence<String>, of group: String) -> Set<String> {
        let prefix = group.isEmpty ? "" : group + "/"
        return Set(
            names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.filter {
                !$0.isEmpty && !$0.contains("/")
            })
    }

    private func precedes(_ a: String, _ b: String) -> Bool {
        a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
    }
    private func list(_ names: some Sequence<String>) -> String { "[\(names.sorted().joined(separator: ", "))]" }
}

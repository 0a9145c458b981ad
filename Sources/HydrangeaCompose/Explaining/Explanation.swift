import HydrangeaResolve
public import HydrangeaTree

/// The reasons for a value: the layers that set it, the values that it reads, and their places.
public struct Explanation: Sendable {
    /// A value or variable that the interpolations of the value read.
    public enum Source: Sendable {
        /// Another value of the config, with its explanation.
        case value(Explanation)
        /// An environment variable. The origin is its line in a `.env` file, or unknown for a variable of the process.
        case environment(String, isSet: Bool, origin: Origin)
    }

    /// A value inside a mapping or list.
    public struct Part: Sendable {
        /// The path of the value in the config.
        public var path: ConfigPath
        /// The value as composed, with its interpolations.
        public var value: ConfigNode
        /// The place of the value in its source.
        public var origin: Origin { value.origin }
    }

    /// The explained path in the config.
    public var path: ConfigPath
    /// The requested key, if a reference leads from it to `path`.
    public var reference: String?
    /// The value as composed, with its interpolations; nil if it was deleted.
    public var value: ConfigNode?
    /// The value with its interpolations resolved; nil if it has none.
    public var resolved: ConfigNode?
    /// The reason why the interpolations cannot be resolved.
    public var mistake: ConfigError?
    /// The layers that set the value, the winner last.
    public var steps: [Composition.ValueStep] = []
    /// The values that the interpolations read, each with its own explanation.
    public var sources: [Source] = []
    /// The values inside of a mapping or list.
    public var parts: [Part] = []
    /// The chosen option, if the key is the place or the name of a config group.
    public var option: String?
    /// The reason why that option is in the defaults list.
    public var inclusion: Composition.Inclusion?
    /// The argument that deleted this option.
    public var deletion: Origin?
}

extension Composition {
    /// Explains the value at a key, in the syntax of overrides and `--package`. The key can also be deleted, or be the
    /// name of a config group.
    ///
    /// - Throws: an error with the most similar key, if there is no such key.
    public func explanation(of key: String) throws(ConfigError) -> Explanation {
        let asked = path(key, in: tree)
        var path = asked
        if tree[path] == nil, let place = try? interpolator.destination(of: path, in: tree), let target = place.path {
            path = target
        }
        var explainer = Explainer(self)
        var explanation = explainer.explanation(of: path)
        if path != asked { explanation.reference = key }
        let node = defaultsTree.nodes.last {
            $0.placed.isGroup && ($0.placed.overrideKey == key || $0.placed.package == key)
        }
        if let placed = node?.placed {
            explanation.option = placed.name
            explanation.inclusion = Composition.Inclusion(placed)
            explanation.deletion = placed.deletion
        }
        if explanation.value == nil, explanation.steps.isEmpty, explanation.inclusion == nil {
            throw noSuchNode(key, path, in: tree)
        }
        return explanation
    }
}

/// Follows a value to the values that it reads.
private struct Explainer {
    private let composition: Composition
    private var seen: Set<ConfigPath> = []
    /// The most values that are explained; a longer chain gives no more insight.
    private static let most = 20

    init(_ composition: Composition) { self.composition = composition }

    mutating func explanation(of path: ConfigPath) -> Explanation {
        seen.insert(path)
        let tree = composition.tree
        var explanation = Explanation(path: path, value: tree[path], steps: composition.history(of: path))
        guard let value = explanation.value else { return explanation }
        explanation.parts =
            value.isContainer ? value.leaves.map { Explanation.Part(path: $0.path, value: $0.node) } : []
        guard value.leaves.contains(where: { $0.node.string?.contains("${") == true }) else { return explanation }
        do { explanation.resolved = try composition.value(at: path) } catch { explanation.mistake = error }
        guard !value.isContainer else { return explanation }
        for read in composition.interpolator.reads(at: path, in: tree) {
            switch read {
            case .environment(let name):
                let context = composition.composer.context
                explanation.sources.append(
                    .environment(
                        name, isSet: context.environment[name] != nil,
                        origin: context.environmentOrigins[name] ?? .unknown))
            case .secret: break
            case .node(let target), .keys(let target):
                if !seen.contains(target), seen.count < Self.most {
                    explanation.sources.append(.value(self.explanation(of: target)))
                }
            }
        }
        return explanation
    }
}

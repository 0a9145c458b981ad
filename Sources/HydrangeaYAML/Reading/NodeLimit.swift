package import HydrangeaTree

/// The number of nodes that aliases may add to one file. Written nodes are not limited, except by ``nodes(_:)``.
public struct NodeLimit: Hashable, Sendable {
    /// The most nodes that aliases may add to those that are written.
    var added: Int?
    /// The most nodes in all, if such a limit is set.
    var total: Int?
    /// The most that a file of more than `ratioFrom` nodes may be multiplied by its aliases.
    var ratio: Int?
    static let ratioFrom = 1000

    /// The limits of OmegaConf 2.4, applied to the nodes that aliases add.
    public static let standard = NodeLimit(added: 10_000, total: nil, ratio: 100)
    /// The limit for Hydra 1.3, which has none itself. It is far above any real file, and far below a size that fills
    /// the memory.
    package static let lenient = NodeLimit(added: 1_000_000, total: nil, ratio: nil)
    /// No limit, for trusted files.
    public static let unlimited = NodeLimit(added: nil, total: nil, ratio: nil)
    /// At most so many nodes, the written ones included.
    public static func nodes(_ count: Int) -> NodeLimit { NodeLimit(added: nil, total: count, ratio: 100) }

    /// The environment variable that changes the limit.
    package static let variable = "OMEGACONF_MAX_YAML_EXPANDED_NODES"

    /// The limit of a rule set, where the environment variable has the value `setting` or is not set.
    ///
    /// - Throws: an error if the value is neither a positive number nor `none`.
    package init(setting: String?, compatibility: Compatibility) throws(ConfigError) {
        guard compatibility.hasNodeLimit else {
            self = .lenient
            return
        }
        guard let setting else {
            self = .standard
            return
        }
        let word = PythonNumber.trimmed(Array(setting.utf8))
        if word.count == 4, zip(word, "none".utf8).allSatisfy({ $0 | 0x20 == $1 }) {
            self = .unlimited
        } else if let count = PythonNumber.int(word, radix: 10) {
            switch count {
            case .int(let count) where count > 0: self = .nodes(count)
            case .bigInt(let count) where !count.description.hasPrefix("-"): self = .unlimited
            default: throw Self.refused(setting)
            }
        } else {
            throw Self.refused(setting)
        }
    }

    private static func refused(_ setting: String) -> ConfigError {
        let source = SourceText(.environment(variable), text: setting)
        return ConfigError(
            Diagnostic(
                .limit, "\(variable) must be a positive number or 'none'", origin: Origin(source),
                help: "\(variable)=100000"))
    }

    private init(added: Int?, total: Int?, ratio: Int?) {
        self.added = added
        self.total = total
        self.ratio = ratio
    }
}

import HydrangeaTree

/// A Python package on the search path, `pkg://a.b`. A program without Python finds no configs in it, but
/// `hydra.runtime.config_sources` lists it.
struct PackageSource: ConfigSource {
    let path: String
    let provider: String
    let scheme = "pkg"

    /// - Parameter path: The package, with dots or slashes between its parts.
    init(_ path: String, provider: String) {
        let dotted = path.map { $0 == "/" ? "." : $0 }
        self.path = String(dotted.reversed().drop { $0 == "." }.reversed())
        self.provider = provider
    }

    var isAvailable: Bool { false }
    func load(_ config: String) -> SourcedConfig? { nil }
    func hasConfig(_ config: String) -> Bool { false }
    func hasGroup(_ group: String) -> Bool { false }
    func options(inGroup group: String) -> [String] { [] }
    func subgroups(ofGroup group: String) -> [String] { [] }
}

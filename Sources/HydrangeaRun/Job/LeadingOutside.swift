import HydrangeaCompose
import HydrangeaFiles
import HydrangeaTree

/// Rejects paths with `..` in config files that lead out of the directory that runs belong to, because config files may
/// come from somebody else. Absolute paths are allowed, and so are paths given on the command line.
enum LeadingOutside {
    /// Checks a path that a setting of the `hydra` node gives.
    static func check(_ path: String, outOf base: String, _ key: ConfigPath, in composition: Composition)
        throws(ConfigError)
    {
        try check(path, in: base, staying: [base], key, composition.tree[key]?.origin ?? .unknown)
    }

    /// - Parameters:
    ///   - base: The absolute path of the directory that relative paths count from.
    ///   - roots: The directories that the path may lead into.
    static func check(
        _ path: String, in base: String, staying roots: [String], _ key: ConfigPath, _ origin: Origin
    ) throws(ConfigError) {
        guard isClimbing(path), !origin.isArgument else { return }
        let place = FilePath.absolute(path, in: base)
        for root in roots where root == "/" || place == root || place.hasPrefix(root + "/") { return }
        throw ConfigError(
            Diagnostic(
                .invalidValue, "\(key) leads out of \(roots.joined(separator: " and "))", at: key, origin: origin,
                notes: ["it leads to \(place)"], help: "if that is meant: \("\(key)=\(place)".shellWord)"))
    }

    /// True if the path contains `..`.
    static func isClimbing(_ path: String) -> Bool { path.split(separator: "/").contains("..") }
}

import HydrangeaCompose
import HydrangeaFiles
import HydrangeaTree

/// Refuses places that a config tree names by `..`, outside of where its runs belong. Who wants them there names an
/// absolute path, or types the value: a tree may be a stranger's.
enum LeadingOutside {
    /// Checks a setting of the `hydra` node that names a place.
    static func check(_ path: String, outOf base: String, _ key: ConfigPath, in composition: Composition)
        throws(ConfigError)
    {
        try check(path, in: base, staying: [base], key, composition.tree[key]?.origin ?? .unknown)
    }

    /// - Parameters:
    ///   - base: The absolute path of the directory that relative paths count from.
    ///   - roots: The directories that may hold the place.
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

    /// Whether one of the path's parts leads to the directory above.
    static func isClimbing(_ path: String) -> Bool { path.split(separator: "/").contains("..") }
}

package import HydrangeaCompose
package import HydrangeaTree
import HydrangeaRun

extension Composition {
    /// The output of `--cfg`: a part of the config, or the node at a package of it.
    package func text(_ part: Part, package: String?, resolved: Bool, keepsMissing: Bool = false) throws(ConfigError)
        -> String
    {
        guard let package, package != "_global_" else {
            return try yaml(part, resolved: resolved, keepsMissing: keepsMissing)
        }
        if package.isEmpty { return "# @package \n" + (try yaml(part, resolved: resolved, keepsMissing: keepsMissing)) }
        let node = try node(at: package, of: part, resolved: resolved, keepsMissing: keepsMissing)
        if node.isContainer { return "# @package \(package)\n" + writer.string(for: node) }
        guard !node.isNull else {
            throw ConfigError(
                Diagnostic(.unknownKey, "'\(package)' is null: there is nothing to print", origin: node.origin))
        }
        return node.plainText + "\n"
    }
}

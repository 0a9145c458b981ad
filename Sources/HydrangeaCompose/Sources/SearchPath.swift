import HydrangeaGrammar
import HydrangeaResolve
import HydrangeaTree

/// The sources that `hydra.searchpath` adds after those of the program.
struct SearchPath {
    var added: [any ConfigSource] = []
    var warnings: [Diagnostic] = []

    /// Reads the search path from the command line, or else from the primary config. It must be known before composing.
    init(
        primary: ConfigNode, overrides: [Override], interpolator: Interpolator, workingDirectory: String,
        compatibility: Compatibility
    ) throws(ConfigError) {
        var provider = "hydra.searchpath in main"
        var node: ConfigNode?
        for override in overrides where override.isSearchPath {
            provider = "hydra.searchpath in command-line"
            node = override.value == nil ? nil : try override.node()
            break
        }
        if node == nil, primary["hydra"] != nil { node = try interpolator.value(at: "hydra.searchpath", in: primary) }
        guard let node, !node.isNull, !node.isMissing else { return }
        guard case .sequence(let items) = node.content else { throw Self.notAList(node) }
        for item in items {
            guard let path = item.string else { throw Self.notAList(item) }
            let source = try Self.source(path, provider, item.origin, workingDirectory)
            added.append(source)
            if !source.isAvailable {
                warnings.append(
                    Diagnostic(
                        .file, "nothing is found at '\(path)' on the search path", at: "hydra.searchpath",
                        origin: item.origin,
                        help: path.hasPrefix("pkg://")
                            ? "name the directory itself, with file://"
                            : Self.home(path, item.origin) ?? "relative paths count from the working directory"))
            }
        }
    }

    private static func notAList(_ node: ConfigNode) -> ConfigError {
        ConfigError(
            Diagnostic(
                .typeMismatch, "hydra.searchpath must be a list of texts, this is \(node.kindName)",
                at: "hydra.searchpath", origin: node.origin,
                help:
                    "write \(node.origin.isArgument ? "'hydra.searchpath=[file://DIRECTORY]'" : "it as [file://DIRECTORY]")"
            ))
    }

    /// The help for a path that begins with `~`, which only a shell replaces.
    private static func home(_ path: String, _ origin: Origin) -> String? {
        let scheme = path.hasPrefix("file://") ? "file://" : ""
        let rest = path.dropFirst(scheme.count)
        guard rest == "~" || rest.hasPrefix("~/") else { return nil }
        let end = rest.dropFirst()
        let reason = "'~' is replaced by shells only"
        guard origin.isArgument else { return "\(reason): write \(scheme)${oc.env:HOME}\(end)" }
        let argument = (origin.source?.line(1) ?? "").filter { $0 != "'" && $0 != "\"" }
        guard argument.allSatisfy({ !"\\$` ".contains($0) }) else { return "\(reason): write $HOME" }
        let whole = argument.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "$HOME")
        return "\(reason): in a shell, write \"\(whole)\""
    }

    /// The source that an entry names.
    private static func source(
        _ text: String, _ provider: String, _ origin: Origin, _ workingDirectory: String
    ) throws(ConfigError) -> any ConfigSource {
        guard let range = text.firstRange(of: "://") else {
            return DirectorySource(text, provider: provider, relativeTo: workingDirectory)
        }
        let scheme = String(text[..<range.lowerBound])
        switch scheme {
        case "file":
            return DirectorySource(String(text[range.upperBound...]), provider: provider, relativeTo: workingDirectory)
        case "pkg": return PackageSource(String(text[range.upperBound...]), provider: provider)
        default:
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "configs cannot be read from '\(scheme)://'", at: "hydra.searchpath", origin: origin,
                    length: text.count,
                    help: "write file://DIRECTORY"))
        }
    }
}

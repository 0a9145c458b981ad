import HydrangeaGrammar
import HydrangeaTree

/// An entry of a defaults list, as a file or the command line writes it.
struct DefaultsEntry: Sendable {
    enum Choice: Hashable, Sendable {
        /// `group: null`
        case nothing
        case option(String)
        case options([String])
    }

    enum Target: Sendable {
        case itself
        /// A config by its path, without a group: `base`, `/shared/base`.
        case config(String)
        case group(String, Choice)
    }

    var target: Target
    /// The package after `@`; empty for `_here_`.
    var package: String?
    var isOptional = false
    /// `override group: option`
    var isOverride = false
    /// `+group=option` on the command line.
    var isAppended = false
    /// The override that chose the option, as it was written; nil for an entry of a defaults list.
    var override: String?
    var origin: Origin
    /// The group as written, for `group: a/b`, which the rules of 1.4 read as `group/a: b`.
    var writtenGroup: String?

    init(_ target: Target, package: String? = nil, origin: Origin) {
        self.target = target
        self.package = package == "_here_" ? "" : package
        self.origin = origin
    }

    var isItself: Bool {
        switch target {
        case .itself, .group(_, .option("_self_")): true
        default: false
        }
    }
}

extension DefaultsEntry {
    /// Reads the value of `defaults:` in a config.
    static func list(_ node: ConfigNode, compatibility: Compatibility) throws(ConfigError) -> [DefaultsEntry] {
        if node.isMissing { return [] }
        guard let items = node.sequence else {
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "a defaults list must be a list, this is \(node.kindName)", origin: node.origin,
                    help: "write one entry a line: '- group: option'"))
        }
        var entries: [DefaultsEntry] = []
        entries.reserveCapacity(items.count + 1)
        for item in items { entries.append(try entry(item, compatibility: compatibility)) }
        return entries
    }

    private static func entry(_ item: ConfigNode, compatibility: Compatibility) throws(ConfigError) -> DefaultsEntry {
        switch item.content {
        case .string(let text): return try config(text, origin: item.origin)
        case .mapping(let mapping): return try group(mapping, origin: item.origin, compatibility: compatibility)
        default:
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "an entry of a defaults list cannot be \(item.kindName)", origin: item.origin,
                    help: "write 'group: option', or a config's name as text"))
        }
    }

    private static func config(_ text: String, origin: Origin) throws(ConfigError) -> DefaultsEntry {
        let (path, package) = splitPackage(text)
        if path == "_self_" {
            guard package == nil else {
                throw ConfigError(
                    Diagnostic(
                        .defaultsList, "_self_ cannot have a package", origin: origin, length: text.count,
                        help: "set the package of this config in its first line: # @package NAME"))
            }
            return DefaultsEntry(.itself, origin: origin)
        }
        return DefaultsEntry(.config(path), package: package, origin: origin)
    }

    private static func group(_ mapping: ConfigMapping, origin: Origin, compatibility: Compatibility)
        throws(ConfigError)
        -> DefaultsEntry
    {
        guard mapping.count == 1, let item = mapping.entries.first else {
            throw ConfigError(
                Diagnostic(
                    .defaultsList,
                    mapping.isEmpty
                        ? "this entry of the defaults list is empty"
                        : "this entry of the defaults list has \(mapping.count) keys",
                    origin: mapping.entries.dropFirst().first?.keyOrigin ?? origin,
                    help: "write each 'group: option' as an entry of its own, with a dash"))
        }
        guard let key = item.key.string else {
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "a config group must be named by text, not by \(item.key)", origin: item.keyOrigin))
        }
        let (words, package) = splitPackage(key)
        // The rules of 1.3 separate at single spaces, and ignore unknown words.
        var names =
            !words.utf8.contains { $0 <= UInt8(ascii: " ") }
            ? [words]
            : compatibility.unknownKeywordsAreErrors
                ? words.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
                : words.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let group = names.popLast(), !group.isEmpty else {
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "this entry names no config group", origin: item.keyOrigin,
                    help: "write 'group: option'"))
        }
        var entry = DefaultsEntry(.group(group, try choice(item.value)), package: package, origin: item.keyOrigin)
        keywords: for word in names {
            switch word {
            case "optional": entry.isOptional = true
            case "override": entry.isOverride = true
            default:
                if !compatibility.unknownKeywordsAreErrors { break keywords }
                throw ConfigError(
                    Diagnostic(
                        .defaultsList, "'\(word)' is no keyword of a defaults list", origin: item.keyOrigin,
                        length: word.count,
                        notes: ["keywords: optional, override"],
                        help: Suggestion.nearest(to: word, among: ["optional", "override"]).map {
                            "did you mean '\($0) \(group)'?"
                        }))
            }
        }
        if entry.isOptional, entry.isOverride, compatibility.unknownKeywordsAreErrors {
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "an entry cannot be both 'optional' and 'override'", origin: item.keyOrigin,
                    length: key.count,
                    help: "make the entry that it overrides optional"))
        }
        if compatibility.slashesInOptionsNameGroups { entry.moveSlashesIntoGroup() }
        return entry
    }

    private static func choice(_ node: ConfigNode) throws(ConfigError) -> Choice {
        switch node.content {
        case .null: return .nothing
        case .string(let text): return .option(text)
        case .sequence(let items):
            var options: [String] = []
            for item in items {
                guard let option = item.string else {
                    throw ConfigError(
                        Diagnostic(
                            .defaultsList, "an option must be text, this is \(item.kindName)", origin: item.origin,
                            help: "quote it"))
                }
                options.append(option)
            }
            return .options(options)
        default:
            throw ConfigError(
                Diagnostic(
                    .defaultsList, "an option must be text or a list of texts, this is \(node.kindName)",
                    origin: node.origin,
                    help: node.isContainer ? "write one entry a line: '- group: option'" : "quote it"))
        }
    }

    /// The name of an option or config. By the rules of 1.4 `\???` is the name `???`, because `???` itself marks a
    /// mandatory choice.
    static func name(spelled text: String, _ compatibility: Compatibility) -> String {
        compatibility.missingMarkerHasEscape && text == "\\???" ? "???" : text
    }

    /// Changes `group: a/b` to `group/a: b`, unless the option goes up with `..` or is an interpolation.
    mutating func moveSlashesIntoGroup() {
        guard case .group(let group, .option(let option)) = target,
            let slash = option.utf8.lastIndex(of: UInt8(ascii: "/")),
            !InterpolatedText.mayInterpolate(option), !Self.goesUp(option)
        else { return }
        writtenGroup = group
        target = .group(group + "/" + option[..<slash], .option(String(option[option.index(after: slash)...])))
    }

    /// True if a part of the path is `..`.
    static func goesUp(_ path: String) -> Bool {
        var dots = 0
        for byte in path.utf8 {
            switch byte {
            case "/":
                if dots == 2 { return true }
                dots = 0
            // A part with any other character is an ordinary name.
            case ".": dots += 1
            default: dots += 3
            }
        }
        return dots == 2
    }

    /// Splits `group@package`. In the old form `group@a:b` only `a` counts.
    private static func splitPackage(_ text: String) -> (String, String?) {
        guard let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return (text, nil) }
        let package = text[text.utf8.index(after: at)...]
        return (String(text[..<at]), String(package.prefix { $0 != ":" }))
    }
}

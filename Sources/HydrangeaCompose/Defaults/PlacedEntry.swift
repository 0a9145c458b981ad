import HydrangeaTree

/// An entry of a defaults list at its place in the tree. The config that includes it determines its group, package and
/// key.
struct PlacedEntry: Sendable {
    private(set) var entry: DefaultsEntry
    /// The group and the package of the config that includes the entry.
    let baseGroup: String
    let parentPackage: String
    /// The absolute package in the header of the entry's file.
    private var header: String?
    /// The choice of the defaults list that an override has replaced.
    var replaced: Composition.Inclusion.Replaced?
    var isPrimary = false
    var isDeleted = false
    /// The argument that deletes the entry.
    var deletion: Origin?
    private let compatibility: Compatibility

    // The following properties are stored, because they are needed many times.

    /// The option, or the last part of a config's path; nil for `group: null`.
    private(set) var name: String?
    private(set) var groupPath = ""
    /// The name of the config on the search path.
    private(set) var configPath = ""
    /// The package of the config's values.
    private(set) var package = ""
    /// The key that addresses the entry in an override: `group`, or `group@package` if the package is not the default.
    private(set) var overrideKey = ""

    init(_ entry: DefaultsEntry, baseGroup: String, parentPackage: String, compatibility: Compatibility) {
        self.entry = entry
        self.baseGroup = baseGroup
        self.parentPackage = parentPackage
        self.compatibility = compatibility
        place()
    }

    /// Replaces the entry in its place.
    mutating func replace(with entry: DefaultsEntry) {
        self.entry = entry
        place()
    }

    /// Sets the package of the file's header, which is always absolute.
    mutating func setHeader(_ package: String?) {
        guard package != nil || header != nil else { return }
        header = package.map { $0 == "_global_" || $0.hasPrefix("_global_.") ? $0 : "_global_." + $0 }
        self.package = self.package(usingHeader: true)
    }

    /// Computes the properties that follow from the entry and its place.
    private mutating func place() {
        let relative = relativeGroup
        switch entry.target {
        case .itself:
            name = "_self_"
            groupPath = baseGroup
            configPath = baseGroup
        case .config(let path):
            let isAbsolute = path.utf8.first == Self.slash
            let last = path.utf8.lastIndex(of: Self.slash).map { String(path[path.utf8.index(after: $0)...]) } ?? path
            name = last
            groupPath =
                isAbsolute
                ? relative : baseGroup.isEmpty || relative.isEmpty ? baseGroup + relative : baseGroup + "/" + relative
            let file = path.dropLast(last.count) + DefaultsEntry.name(spelled: last, compatibility)
            configPath =
                isAbsolute ? String(file.dropFirst()) : baseGroup.isEmpty ? String(file) : baseGroup + "/" + file
        case .group(let group, let choice):
            let isAbsolute = group.utf8.first == Self.slash || isRootedAppend
            if case .option(let option) = choice { name = option } else { name = nil }
            groupPath = baseGroup.isEmpty || isAbsolute ? relative : baseGroup + "/" + relative
            configPath = groupPath + "/" + (name.map { DefaultsEntry.name(spelled: $0, compatibility) } ?? "null")
        }
        let usual = package(usingHeader: false)
        package = header == nil ? usual : package(usingHeader: true)
        overrideKey = dotted(groupPath) == usual ? groupPath : "\(groupPath)@\(usual.isEmpty ? "_global_" : usual)"
    }

    /// True for `group: null`.
    var isEmpty: Bool { if case .group(_, .nothing) = entry.target { true } else { false } }

    var isGroup: Bool { if case .group = entry.target { true } else { false } }

    /// The key as it is written in the including config.
    var writtenKey: String {
        guard case .group(let group, _) = entry.target else { return name ?? "" }
        return entry.package.map { "\(group)@\($0)" } ?? group
    }

    /// The number of characters of the key as written, with the words before it.
    var writtenLength: Int {
        writtenKey.count + (entry.isOptional ? "optional ".count : 0) + (entry.isOverride ? "override ".count : 0)
    }

    /// The option, or the options, as text for messages.
    var choiceText: String {
        switch entry.target {
        case .group(_, .options(let options)): "[\(options.joined(separator: ", "))]"
        default: name ?? "null"
        }
    }

    /// True if `+group=option` is relative to the root of the search path, as by the rules of 1.4. By those of 1.3 it
    /// is relative to the primary config's directory.
    private var isRootedAppend: Bool { entry.isAppended && compatibility.appendedGroupsAreRooted }

    private static let slash = UInt8(ascii: "/")

    private var relativeGroup: String {
        switch entry.target {
        case .itself: ""
        case .config(let path):
            path.utf8.lastIndex(of: Self.slash).map { slash in
                String(path[..<slash].drop { $0 == "/" && path.utf8.first == Self.slash })
            } ?? ""
        case .group(let group, _): group.utf8.first == Self.slash ? String(group.dropFirst()) : group
        }
    }

    private func package(usingHeader: Bool) -> String {
        var package = entry.package ?? (usingHeader ? header : nil) ?? dotted(relativeGroup)
        if let written = entry.package { package = expandingGroupKeyword(written) }
        let parent = isRootedAppend ? "" : parentPackage
        let whole = parent.isEmpty || package.isEmpty ? parent + package : parent + "." + package
        return afterLastGlobal(whole)
    }

    /// Replaces `_group_` in a package by the package of the group.
    private func expandingGroupKeyword(_ package: String) -> String {
        guard compatibility.groupKeywordStartsPackage else {
            let parts = package.split(separator: "_group_", omittingEmptySubsequences: false)
            return parts.count == 1 ? package : "_global_." + parts.joined(separator: dotted(groupPath))
        }
        guard package == "_group_" || package.hasPrefix("_group_.") else { return package }
        let suffix = package.dropFirst("_group_.".count)
        let group = dotted(groupPath)
        return "_global_." + (group.isEmpty || suffix.isEmpty ? group + suffix : group + "." + suffix)
    }

    /// The absolute part of a package: the text from the last `_global_` on.
    private func afterLastGlobal(_ package: String) -> String {
        guard package.utf8.contains(UInt8(ascii: "_")) else { return package }
        let keyword = Array("_global_".utf8)
        let bytes = Array(package.utf8)
        guard bytes.count >= keyword.count else { return package }
        var start = bytes.count - keyword.count
        while start >= 0 {
            if bytes[start] == keyword[0], bytes[start + 1] == keyword[1],
                bytes[start..<start + keyword.count].elementsEqual(keyword)
            {
                return String(decoding: bytes[min(start + keyword.count + 1, bytes.count)...], as: UTF8.self)
            }
            start -= 1
        }
        return package
    }

    private func dotted(_ group: String) -> String {
        guard group.utf8.contains(UInt8(ascii: "/")) else { return group }
        return String(decoding: group.utf8.map { $0 == "/" ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    }
}

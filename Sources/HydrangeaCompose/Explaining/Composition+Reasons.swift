import HydrangeaGrammar
package import HydrangeaTree

extension Composition {
    /// The error with facts from the composition: the interpolation that gave a wrong value, the choice of the option
    /// whose file is wrong, or the place for which a misplaced key was probably meant.
    package func explaining(_ error: ConfigError) -> ConfigError {
        ConfigError(error.diagnostics.map { giving(reasonFor: guessing(offeringOptions(showingInterpolation($0)))) })
            ?? error
    }

    /// Adds the choice of an option to a mistake in its file.
    private func giving(reasonFor diagnostic: Diagnostic) -> Diagnostic {
        guard let source = diagnostic.origin.source, case .file = source.kind,
            diagnostic.reason == nil, let layer = layer(writtenIn: source, for: diagnostic.path)
        else { return diagnostic }
        var copy = diagnostic
        copy.reason = defaultsTree.reason(layer.defaultsNode)
        return copy
    }

    /// The layer of a file. If the file is merged at several packages, the layer that contains the path.
    private func layer(writtenIn source: SourceText, for path: ConfigPath?) -> Layer? {
        let candidates = layers.filter { $0.node.origin.source === source }
        guard candidates.count > 1, let path = path?.description else { return candidates.first }
        return candidates.last { $0.package.isEmpty || path == $0.package || path.hasPrefix($0.package + ".") }
            ?? candidates.first
    }

    /// Moves an error about a value from an interpolation to that interpolation, because the value may be right in its
    /// own place.
    private func showingInterpolation(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.code == .typeMismatch || diagnostic.code == .invalidValue, let path = diagnostic.path,
            let written = tree[path],
            let text = written.string, InterpolatedText.mayInterpolate(text), written.origin.source != nil
        else { return diagnostic }
        var copy = diagnostic
        if diagnostic.origin != written.origin {
            copy.origin = written.origin
            switch diagnostic.origin.source?.kind {
            case nil, .type?: break
            default: copy.notes.append("its value is from \(diagnostic.origin)")
            }
            copy.help = nil
        }
        return copy
    }

    /// Suggests the options of a group, if the missing value is at the place of the group.
    private func offeringOptions(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.code == .missingValue, let path = diagnostic.path, tree[path]?.isMapping != true else {
            return diagnostic
        }
        let group = Self.group(at: path)
        let options = composer.options(inGroup: group)
        guard !options.isEmpty else { return diagnostic }
        let deletion = defaultsTree.nodes.lazy.compactMap { $0.placed.overrideKey == group ? $0.placed.deletion : nil }
            .first
        let isListed = deletion != nil || choices.contains { $0.key == group }
        var copy = diagnostic
        copy.notes.append("options: \(options.joined(separator: ", "))")
        if let deletion { copy.notes.append("left out by \(deletion.place)") }
        copy.help = (isListed ? "" : "+") + "\(group)=OPTION"
        return copy
    }

    /// The config group whose default package is a place: `model.encoder` → `model/encoder`.
    private static func group(at path: ConfigPath) -> String {
        path.description.split(separator: ".").joined(separator: "/")
    }

    /// Recognises two mistakes about the config tree: an option of a group among the values, and a defaults list under
    /// another name.
    private func guessing(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let path = diagnostic.path, case .file? = diagnostic.origin.source?.kind else { return diagnostic }
        var copy = diagnostic
        switch diagnostic.code {
        case .typeMismatch:
            guard let option = tree[path]?.string, composer.hasConfig("\(Self.group(at: path))/\(option)") else {
                return diagnostic
            }
            copy.help = "'\(path)' is a config group: choose its option in the defaults list, '- \(path): \(option)'"
        case .unknownKey where path.elements.count == 1 && diagnostic.help == nil:
            guard Suggestion.nearest(to: path.description, among: ["defaults"]) != nil else { return diagnostic }
            copy.help = "did you mean defaults? That is the list of the configs to merge"
        default: return diagnostic
        }
        return copy
    }
}

extension Composer {
    /// True if a source, or the program itself, has a config of that name.
    fileprivate func hasConfig(_ name: String) -> Bool {
        registered[name] != nil || sources.contains { $0.hasConfig(name) }
    }

    /// The options of a group in all sources.
    fileprivate func options(inGroup group: String) -> [String] {
        let own = registered.keys.filter { $0.hasPrefix(group + "/") && !$0.dropFirst(group.count + 1).contains("/") }
        return Set(
            sources.flatMap { $0.hasGroup(group) ? $0.options(inGroup: group) : [] }
                + own.map { String($0.dropFirst(group.count + 1)) }
        )
        .sortedByCodePoint()
    }
}

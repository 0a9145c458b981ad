import HydrangeaGrammar
package import HydrangeaTree

extension Interpolator {
    /// Checks the syntax of every interpolation of a tree, without resolving any.
    /// - Throws: all syntax errors in one error, each with its place.
    package func checkSyntax(of root: ConfigNode) throws(ConfigError) {
        guard isMalformed(root) else { return }
        var path: [ConfigPath.Element] = []
        var found: [Diagnostic] = []
        check(root, at: &path, &found)
        if let error = ConfigError(found) { throw error }
    }

    /// True if the syntax of some interpolation is wrong. This check needs no paths, so the usual case is fast.
    private func isMalformed(_ node: ConfigNode) -> Bool {
        switch node.content {
        case .string(let text):
            guard InterpolatedText.mayInterpolate(text), !InterpolatedText.isPlainReference(text), !node.isBuiltIn
            else { return false }
            return (try? InterpolatedText(parsing: text, compatibility: context.compatibility)) == nil
        case .mapping(let mapping): return mapping.entries.contains { isMalformed($0.value) }
        case .sequence(let items): return items.contains(where: isMalformed)
        default: return false
        }
    }

    private func check(_ node: ConfigNode, at path: inout [ConfigPath.Element], _ found: inout [Diagnostic]) {
        switch node.content {
        case .string(let text):
            guard InterpolatedText.mayInterpolate(text) else { return }
            do {
                _ = try InterpolatedText(parsing: text, origin: node.origin, compatibility: context.compatibility)
            } catch {
                for var diagnostic in error.diagnostics {
                    diagnostic.path = diagnostic.path ?? ConfigPath(path)
                    found.append(diagnostic)
                }
            }
        case .mapping(let mapping):
            for entry in mapping.entries { check(entry.value, below: .key(entry.key), at: &path, &found) }
        case .sequence(let items):
            for (index, item) in items.enumerated() { check(item, below: .index(index), at: &path, &found) }
        default: return
        }
    }

    private func check(
        _ node: ConfigNode, below element: ConfigPath.Element, at path: inout [ConfigPath.Element],
        _ found: inout [Diagnostic]
    ) {
        guard node.isContainer || node.string != nil else { return }
        path.append(element)
        check(node, at: &path, &found)
        path.removeLast()
    }
}

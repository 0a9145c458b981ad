extension [Diagnostic] {
    /// The same diagnostics in the order in which a reader meets what they are about: text by text, and in each from its start. None stands twice,
    /// and what stands in no text comes last.
    package func inTextOrder() -> [Diagnostic] {
        var ranks: [SourceText.Kind?: Int] = [:]
        for diagnostic in self {
            let kind = diagnostic.origin.source?.kind
            if ranks[kind] == nil { ranks[kind] = kind == nil ? .max : ranks.count }
        }
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
            let (a, b) = (left.element.origin, right.element.origin)
            let (first, second) = (ranks[a.source?.kind] ?? 0, ranks[b.source?.kind] ?? 0)
            return (first, a.mark, left.offset) < (second, b.mark, right.offset)
        }.map(\.element)
    }
}

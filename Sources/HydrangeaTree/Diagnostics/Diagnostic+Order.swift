extension [Diagnostic] {
    /// The same diagnostics sorted by their place: text by text, the arguments by their numbers, and each text from its
    /// start. Each stands once, and those without a place come last.
    package func inTextOrder() -> [Diagnostic] {
        var ranks: [SourceText.Kind?: Int] = [:]
        for diagnostic in self {
            let kind = diagnostic.origin.source?.kind.first
            if ranks[kind] == nil { ranks[kind] = kind == nil ? .max : ranks.count }
        }
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }.enumerated().map { offset, diagnostic in
            let kind = diagnostic.origin.source?.kind
            return (
                rank: (ranks[kind?.first] ?? 0, kind?.argument ?? 0), start: diagnostic.origin.range.lowerBound,
                offset: offset, diagnostic
            )
        }.sorted { ($0.rank.0, $0.rank.1, $0.start, $0.offset) < ($1.rank.0, $1.rank.1, $1.start, $1.offset) }.map(\.3)
    }
}

extension SourceText.Kind {
    fileprivate var argument: Int? { if case .argument(let number) = self { number } else { nil } }

    /// The text that stands for this one when diagnostics are sorted: all arguments are one text.
    fileprivate var first: SourceText.Kind { argument == nil ? self : .argument(1) }
}

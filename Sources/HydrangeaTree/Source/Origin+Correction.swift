extension Origin {
    /// The whole argument that stands here, with another text in the place of one that begins here; nil where no
    /// argument has that text here.
    package func argument(replacing old: String, by new: String) -> String? {
        guard isArgument, let line = source?.line(1), !old.isEmpty, mark.line == 1 else { return nil }
        let scalars = line.unicodeScalars
        let head = scalars.prefix(max(0, mark.column - 1))
        let rest = scalars.dropFirst(head.count)
        guard rest.starts(with: old.unicodeScalars) else { return nil }
        return "\(String(head))\(new)\(String(rest.dropFirst(old.unicodeScalars.count)))"
    }
}

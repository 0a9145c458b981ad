extension Origin {
    /// The whole argument that stands here, with another text in the place of one that begins here; nil where no
    /// argument has that text here.
    package func argument(replacing old: String, by new: String) -> String? {
        guard isArgument, let bytes = source?.bytes, !old.isEmpty else { return nil }
        let rest = bytes.dropFirst(range.lowerBound)
        guard rest.starts(with: old.utf8) else { return nil }
        let head = String(decoding: bytes.prefix(range.lowerBound), as: UTF8.self)
        return "\(head)\(new)\(String(decoding: rest.dropFirst(old.utf8.count), as: UTF8.self))"
    }
}

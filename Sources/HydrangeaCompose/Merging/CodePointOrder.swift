extension Sequence<String> {
    /// The texts sorted as in Python: by code points, in any locale.
    package func sortedByCodePoint() -> [String] {
        sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
}

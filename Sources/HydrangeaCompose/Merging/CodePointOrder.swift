extension Sequence<String> {
    /// The texts sorted by code points, as in Python, independent of the locale.
    package func sortedByCodePoint() -> [String] {
        sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
}

extension Sequence<String> {
    /// Sorted as Python sorts: by code points, whatever the locale.
    package func sortedByCodePoint() -> [String] {
        sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
}

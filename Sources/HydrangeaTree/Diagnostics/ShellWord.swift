extension String {
    /// The text as one word of a shell: in single quotes where a shell would take it apart, or put something else in
    /// its place.
    ///
    /// What messages tell people to type has this form: `layers=64`, but `'layers=[64, 64]'` and `'~layers'`.
    package var shellWord: String {
        if !isEmpty, utf8.allSatisfy(Self.isPlainInShells) { return self }
        return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Characters that mean nothing to bash, zsh and fish, wherever they stand in a word.
    private static func isPlainInShells(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: "_-+=.,:/@%".utf8.contains(byte)
        }
    }
}

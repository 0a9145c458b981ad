extension String {
    /// The text as one word of a shell: in single quotes if a shell would split it or expand something in it.
    ///
    /// Everything that messages propose to type has this form: `layers=64`, but `'layers=[64, 64]'` and `'~layers'`.
    package var shellWord: String {
        if !isEmpty, utf8.allSatisfy(Self.isPlainInShells) { return self }
        return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// True for characters that have no meaning to bash, zsh and fish, wherever they stand in a word.
    private static func isPlainInShells(_ byte: UInt8) -> Bool {
        switch byte {
        case "a"..."z", "A"..."Z",
            "0"..."9", 0x80...:
            true
        default: "_-+=.,:/@%".utf8.contains(byte)
        }
    }
}

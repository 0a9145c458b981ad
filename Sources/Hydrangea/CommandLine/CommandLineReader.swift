import HydrangeaTree

/// Parses a command line with a table of flags. Overrides can be anywhere among the flags.
///
/// Hydra's flags are parsed as Python's `argparse` does: `--mult` for `--multirun`, `-mr` for `-m -r`, a value after a
/// space, after `=` or directly after a short flag, and `-i` without its value. Flags that Hydra does not have are
/// parsed in the same way, but cannot be abbreviated, because a later flag could make the abbreviation ambiguous.
struct CommandLineReader {
    private let flags: [AppFlag]
    private(set) var arguments = AppArguments()

    init(_ flags: [AppFlag]) { self.flags = flags }

    /// - Throws: an error if a flag does not exist or is ambiguous, lacks its value, or is given a value although it
    ///   takes none.
    mutating func read(_ line: [String]) throws(ConfigError) {
        var rest = line[...]
        var last: String?
        while let word = rest.popFirst() {
            if word == "--" {
                arguments.compose.overrides += rest
                return
            }
            guard looksLikeFlag(word) else {
                arguments.compose.overrides.append(word)
                last = word
                continue
            }
            guard let (flag, value) = try find(word) else { throw AppFlag.unknown(word, behind: last, among: flags) }
            try take(flag, spelled: word, value: value, &rest)
            last = nil
        }
    }

    private mutating func take(_ flag: AppFlag, spelled: String, value: String?, _ rest: inout ArraySlice<String>)
        throws(ConfigError)
    {
        guard let kind = flag.value else {
            store("", of: flag)
            guard let value else { return }
            // A short flag without a value can be followed by another: `-mr`.
            guard !spelled.hasPrefix("--"), let first = value.first,
                let next = flags.first(where: { $0.short == "-\(first)" })
            else { throw flag.takingNoValue }
            let tail = String(value.dropFirst())
            return try take(next, spelled: "-" + value, value: tail.isEmpty ? nil : tail, &rest)
        }
        let text: String
        if let value {
            text = value
        } else if let next = rest.first, next != "--", !looksLikeFlag(next) {
            rest.removeFirst()
            text = next
        } else if let usual = kind.usual {
            text = usual
        } else {
            throw flag.missingValue
        }
        // Hydra accepts an empty value. For other flags it is most likely an unset variable: `--rerun "$RUN"`.
        if text.isEmpty, !flag.traits.contains(.hydras) { throw flag.missingValue }
        if let words = kind.words, !words.contains(text) { throw flag.refusing(text, words: words) }
        store(text, of: flag)
    }

    private mutating func store(_ value: String, of flag: AppFlag) {
        arguments.given[flag.name] = value
        flag.store(&arguments, value)
    }

    /// False for words that begin with a dash but are values: a lone dash, a negative number, a text with spaces.
    private func looksLikeFlag(_ text: String) -> Bool {
        guard text.utf8.first == "-", text.utf8.count > 1 else { return false }
        let name = text.prefix { $0 != "=" }
        if flags.contains(where: { $0.isSpelled(name) }) { return true }
        return !Self.isNegativeNumber(text) && !(text.contains(" ") && (try? find(text)) == nil)
    }

    private static func isNegativeNumber(_ text: String) -> Bool {
        let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.joined().isEmpty == false else { return false }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { $0.isDigit } }) else {
            return false
        }
        return parts.count == 1 || parts.last?.isEmpty == false
    }

    /// The flag for a word, with the value that is joined to it: `--config-name=a`, `-cjob`. Nil if there is none.
    private func find(_ text: String) throws(ConfigError) -> (AppFlag, value: String?)? {
        let sign = text.firstIndex(of: "=")
        let name = sign.map { text[..<$0] } ?? text[...]
        let value = sign.map { String(text[text.index(after: $0)...]) }
        if let flag = flags.first(where: { $0.isSpelled(name) }) { return (flag, value) }
        var found: [(AppFlag, value: String?)]
        if text.hasPrefix("--") {
            found = flags.filter { $0.traits.contains(.hydras) && $0.name.hasPrefix(name) }.map { ($0, value) }
        } else {
            let short = String(text.prefix(2))
            let behind = String(text.dropFirst(2))
            found = flags.compactMap { flag -> (AppFlag, value: String?)? in
                if flag.short == short { return (flag, behind.isEmpty ? nil : behind) }
                return flag.short?.hasPrefix(text) == true ? (flag, nil) : nil
            }
        }
        guard found.count > 1 else { return found.first }
        throw AppFlag.ambiguous(String(name), found.map(\.0))
    }
}

extension AppFlag {
    fileprivate func isSpelled(_ text: Substring) -> Bool { name == text || short.map { $0 == text } ?? false }
}

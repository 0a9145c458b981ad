/// A command for a shell, split into words that keep their quotes.
struct ShellLine {
    /// The words as they are typed.
    var words: [String]

    /// - Parameter text: A simple command.
    init(_ text: String) {
        words = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" && word?.last?.isLetter != true {
                // In messages, an apostrophe after a letter is not a quote.
                quote = character
            } else if character == " " {
                if let complete = word { words.append(complete) }
                word = nil
                continue
            }
            word = (word ?? "") + String(character)
        }
        if let word { words.append(word) }
    }

    var text: String { words.joined(separator: " ") }

    /// The flags that take the next word as their value.
    private static let flagsWithValue: Set = [
        "--config-path", "-cp", "--config-name", "-cn", "--config-dir", "-cd", "--cfg", "-c", "--info", "-i",
        "--package", "-p", "--explain", "--compat", "--rerun", "--exist", "--env-file", "--env-dialect",
        "--secrets-dir", "--resolvers", "--program",
    ]

    static func takesValue(_ word: String) -> Bool { flagsWithValue.contains(word) }

    /// The indices of the arguments that are not flags, after the program's name and a subcommand.
    private var arguments: [Int] {
        var found: [Int] = []
        var index = words.first == "hydrangea" ? 2 : 1
        var hasFlags = true
        while index < words.count {
            if hasFlags, words[index] == "--" {
                hasFlags = false
            } else if hasFlags, Self.takesValue(words[index]) {
                index += 1
            } else if !hasFlags || !words[index].hasPrefix("-") {
                found.append(index)
            }
            index += 1
        }
        return found
    }

    /// Replaces an argument, counted from 1, by words.
    mutating func replace(argument number: Int, with new: [String]) {
        let arguments = arguments
        guard arguments.indices.contains(number - 1) else { return words += new }
        words.replaceSubrange(arguments[number - 1]...arguments[number - 1], with: new)
    }

    /// Removes an argument, counted from 1.
    mutating func remove(argument number: Int) { replace(argument: number, with: []) }

    /// Sets flags and their values. An existing flag gets the new value.
    mutating func set(flags: [String]) {
        var rest = flags[...]
        while let flag = rest.popFirst() {
            let value = Self.takesValue(flag) ? rest.popFirst() : nil
            if flag == "--no-env-file", let index = words.firstIndex(of: "--env-file") {
                words.removeSubrange(index...min(index + 1, words.count - 1))
            }
            guard let index = words.firstIndex(of: flag) else {
                words += [flag] + (value.map { [$0] } ?? [])
                continue
            }
            if let value, words.indices.contains(index + 1) { words[index + 1] = value }
        }
    }
}

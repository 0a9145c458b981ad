import HydrangeaTree

/// Hydra's flags, and the ways in which a command line may spell them.
///
/// Hydra's programs accept what Python's argument parser does: a flag shortened as long as it stays unique, `-mr` for
/// `-m -r`, a value after a space, after `=` or right behind a short flag, a lone `-i`. Here such a line is written
/// out, so that everything behind reads one form only.
struct HydraFlags {
    /// What stands behind a flag.
    private enum Value { case none, required, optional(String) }

    private struct Flag {
        var name: String
        var short: String?
        var value = Value.none
    }

    private static let flags = [
        Flag(name: "--help", short: "-h"), Flag(name: "--hydra-help"), Flag(name: "--version"),
        Flag(name: "--cfg", short: "-c", value: .required), Flag(name: "--resolve"),
        Flag(name: "--package", short: "-p", value: .required),
        Flag(name: "--run", short: "-r"), Flag(name: "--multirun", short: "-m"),
        Flag(name: "--shell-completion", short: "-sc"),
        Flag(name: "--config-path", short: "-cp", value: .required),
        Flag(name: "--config-name", short: "-cn", value: .required),
        Flag(name: "--config-dir", short: "-cd", value: .required),
        Flag(name: "--experimental-rerun", value: .required),
        Flag(name: "--info", short: "-i", value: .optional("all")),
    ]

    /// The overrides, and whatever Hydra does not know, in their order.
    private var words: [String] = []
    /// Where the first override stands that begins with a dash.
    private var firstDashed: Int?
    private var flags: [String] = []

    /// The command line with Hydra's flags written out as `--name` or `--name=value`. Other flags stay as and where
    /// they are.
    ///
    /// - Throws: when a flag is ambiguous, lacks its value, or has one that it does not take.
    static func writtenOut(_ arguments: some Sequence<String>) throws(ConfigError) -> [String] {
        // Most lines have no flag at all.
        if !arguments.contains(where: { $0.utf8.first == UInt8(ascii: "-") }) { return Array(arguments) }
        var line = HydraFlags()
        try line.read(Array(arguments)[...])
        guard let firstDashed = line.firstDashed else { return line.words + line.flags }
        return line.words[..<firstDashed] + line.flags + ["--"] + line.words[firstDashed...]
    }

    private mutating func read(_ arguments: ArraySlice<String>) throws(ConfigError) {
        var rest = arguments
        while let argument = rest.popFirst() {
            if argument == "--" {
                for override in rest { add(override) }
                return
            }
            if !Self.looksLikeFlag(argument) {
                add(argument)
            } else if let (flag, value) = try Self.find(argument) {
                try take(flag, spelled: argument, value: value, &rest)
            } else {
                words.append(argument)
            }
        }
    }

    private mutating func add(_ override: String) {
        if override.utf8.first == UInt8(ascii: "-"), firstDashed == nil { firstDashed = words.count }
        words.append(override)
    }

    private mutating func take(_ flag: Flag, spelled: String, value: String?, _ rest: inout ArraySlice<String>)
        throws(ConfigError)
    {
        switch flag.value {
        case .none:
            flags.append(flag.name)
            guard let value else { return }
            // Behind a short flag without a value, there may be more short flags: `-mr`.
            guard spelled.utf8.dropFirst().first != UInt8(ascii: "-"), !spelled.hasPrefix(flag.name),
                let first = value.first,
                let next = Self.flags.first(where: { $0.short == "-\(first)" })
            else { throw Self.mistake("\(flag.name) takes no value", help: "write \(flag.name) alone") }
            let tail = String(value.dropFirst())
            try take(next, spelled: "-" + value, value: tail.isEmpty ? nil : tail, &rest)
        case .required:
            if let value { return flags.append("\(flag.name)=\(value)") }
            guard let next = rest.first, next != "--", !Self.looksLikeFlag(next) else {
                throw Self.mistake("\(flag.name) needs a value", help: "write it behind the flag: \(flag.name) VALUE")
            }
            rest.removeFirst()
            flags.append("\(flag.name)=\(next)")
        case .optional(let usual):
            if let value { return flags.append("\(flag.name)=\(value)") }
            guard let next = rest.first, next != "--", !Self.looksLikeFlag(next) else {
                return flags.append("\(flag.name)=\(usual)")
            }
            rest.removeFirst()
            flags.append("\(flag.name)=\(next)")
        }
    }

    /// A lone dash, a negative number and a text with spaces are values, although they begin with a dash.
    private static func looksLikeFlag(_ text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "-"), text.utf8.count > 1 else { return false }
        let name = text.prefix { $0 != "=" }
        if flags.contains(where: { $0.name == name || $0.short.map { $0 == name } ?? false }) { return true }
        return !isNegativeNumber(text) && !(text.contains(" ") && (try? find(text)) == nil)
    }

    private static func isNegativeNumber(_ text: String) -> Bool {
        let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.joined().isEmpty == false else { return false }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }) else {
            return false
        }
        return parts.count == 1 || parts.last?.isEmpty == false
    }

    /// The flag that is meant, with the value that is joined to it; nil for one that is not Hydra's.
    private static func find(_ text: String) throws(ConfigError) -> (Flag, value: String?)? {
        let sign = text.firstIndex(of: "=")
        let name = sign.map { String(text[..<$0]) } ?? text
        let value = sign.map { String(text[text.index(after: $0)...]) }
        if let flag = flags.first(where: { $0.name == name || $0.short == name }) { return (flag, value) }
        var found: [(Flag, value: String?)]
        if text.hasPrefix("--") {
            found = flags.filter { $0.name.hasPrefix(name) }.map { ($0, value) }
        } else {
            let short = String(text.prefix(2))
            let behind = String(text.dropFirst(2))
            found = flags.compactMap { flag -> (Flag, value: String?)? in
                if flag.short == short { return (flag, behind.isEmpty ? nil : behind) }
                return flag.short?.hasPrefix(text) == true ? (flag, nil) : nil
            }
        }
        guard found.count > 1 else { return found.first }
        throw mistake(
            "'\(name)' may stand for \(found.map(\.0.name).joined(separator: ", "))",
            help: "write the one that you mean in full")
    }

    private static func mistake(_ message: String, help: String) -> ConfigError {
        ConfigError(Diagnostic(.commandLine, message, help: help))
    }
}

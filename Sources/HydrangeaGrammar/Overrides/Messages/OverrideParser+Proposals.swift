import HydrangeaTree

// Corrections of a whole argument. Each of them is parsed before it is proposed.
extension OverrideParser {
    /// The longest argument, in bytes, for which a corrected form is proposed.
    private static let longest = 200

    /// The position of the `=` between key and value. A backslash makes an earlier `=` part of the key.
    var valueSign: Int? { Self.valueSign(in: lexer.bytes) }

    static func valueSign(in bytes: [UInt8]) -> Int? {
        bytes.indices.first { bytes[$0] == "=" && ($0 == 0 || bytes[$0 - 1] != "\\") }
    }

    /// The form in which another override is written at the place of this one.
    func spelling(_ override: String) -> String { report.origin.spelling(override) }

    /// True if the override is an argument of the command line; messages about a config do not mention shells.
    var isTyped: Bool { report.apart == nil }

    /// True if a text is an override. It must be readable without a proposal of its own.
    func isReadable(_ text: String) -> Bool {
        (try? Override(parsing: text, argument: 1, compatibility: compatibility)) != nil
    }

    /// A corrected text without further mistakes: the text itself, or the text with tuples or an unquoted value
    /// corrected too; nil if other mistakes remain.
    func readable(_ text: String) -> String? {
        if isReadable(text) { return text }
        let other = OverrideParser(text, origin: .unknown, compatibility: compatibility)
        if let list = other.listInsteadOfTuples { return list }
        guard let sign = other.valueSign else { return nil }
        let value = other.lexer.text(sign + 1..<other.lexer.bytes.count)
        guard !value.contains(where: { "'\",[({\n".contains($0) }) else { return nil }
        let quoted = "\(other.lexer.text(0..<sign))=\"\(value)\""
        return isReadable(quoted) ? quoted : nil
    }

    /// True if a value can begin at a byte: after `=`, or as a part of a list, a mapping or a call.
    private func isStartOfValue(_ index: Int, after sign: Int) -> Bool {
        guard let before = lexer.bytes[sign..<index].last(where: { $0 != " " && $0 != "\t" }) else { return false }
        return "=[(,{:".utf8.contains(before)
    }

    /// The proposal with the home directory for each `~` that begins a path; nil if no path begins with `~`.
    ///
    /// In quotes a `~` would be the name of a directory.
    var homeInsteadOfTilde: String? {
        guard let sign = valueSign, lexer.bytes.count <= Self.longest else { return nil }
        let tildes = lexer.bytes.indices.filter { index in
            guard index > sign, lexer.bytes[index] == "~", isStartOfValue(index, after: sign) else { return false }
            return lexer.byte(at: index + 1).map { "/,]}".utf8.contains($0) } ?? true
        }
        guard let first = tildes.first else { return nil }
        func spelled(_ home: String, _ form: (String) -> String) -> String {
            var text = form(lexer.text(0..<first))
            for (tilde, end) in zip(tildes, tildes.dropFirst() + [lexer.bytes.count]) {
                text += home + form(lexer.text(tilde + 1..<end))
            }
            return text
        }
        let plain = spelled("/home", { $0 })
        guard isReadable(plain) else { return nil }
        guard isTyped else { return "write \(spelling(spelled("${oc.env:HOME}", { $0 })))" }
        let proposal =
            plain.shellWord == plain
            ? spelled("$HOME", { $0 }) : "\"\(spelled("$HOME", Self.escapedInDoubleQuotes))\""
        return "in a shell, write \(proposal)"
    }

    private static func escapedInDoubleQuotes(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\\"$`".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// The argument with Python's tuples as lists: brackets replace the parentheses. Nil if no parenthesis is where a
    /// value can begin.
    var listInsteadOfTuples: String? {
        guard let sign = valueSign, lexer.bytes.count <= Self.longest else { return nil }
        var bytes = lexer.bytes
        var openings: [(index: Int, isTuple: Bool, hasComma: Bool)] = []
        var quote: UInt8?
        var changes = 0
        var index = sign + 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == "\\" {
                index += 1
            } else if let open = quote {
                if byte == open { quote = nil }
            } else if byte == "'" || byte == "\"" {
                quote = byte
            } else if byte == "(" {
                openings.append((index, isStartOfValue(index, after: sign), false))
            } else if byte == ",", let last = openings.indices.last {
                openings[last].hasComma = true
            } else if byte == ")", let opening = openings.popLast(), opening.isTuple, opening.hasComma {
                bytes[opening.index] = UInt8(ascii: "[")
                bytes[index] = UInt8(ascii: "]")
                // A tuple of one item ends with a comma.
                if let comma = bytes[..<index].lastIndex(where: { $0 != " " }), bytes[comma] == "," {
                    bytes[comma] = UInt8(ascii: " ")
                }
                changes += 1
            }
            index += 1
        }
        let text = String(decoding: bytes, as: UTF8.self).replacing(" ]", with: "]")
        return changes > 0 && isReadable(text) ? text : nil
    }
}

// MARK: - Arguments that are no overrides at all

extension OverrideParser {
    /// The error of an argument, or a better one if the argument as a whole shows the cause.
    func explaining(_ error: ConfigError) -> ConfigError {
        guard case .argument(let number)? = report.origin.source?.kind else { return error }
        let bytes = lexer.bytes
        let whole = 0..<bytes.count
        if bytes.isEmpty {
            return report.error(
                "argument \(number) is empty", at: whole,
                help: "take it out; for a variable that may be unset, write ${NAME:+\"$NAME\"}")
        }
        if bytes.last == "\r" {
            return report.error(
                CarriageReturn.message("argument \(number)"), at: bytes.count - 1..<bytes.count,
                help: CarriageReturn.help)
        }
        if bytes.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\n" }) {
            return report.error(
                "argument \(number) is blank", at: whole,
                help: "take it out; at the end of a line, nothing may stand behind the backslash")
        }
        return fileAsArgument ?? error
    }

    /// The error of an argument that is the name of a YAML file.
    private var fileAsArgument: ConfigError? {
        let text = lexer.text(0..<lexer.bytes.count)
        guard valueSign == nil, let ending = [".yaml", ".yml"].first(where: text.hasSuffix) else { return nil }
        var name = text.dropLast(ending.count).drop { $0 == "+" }
        while name.hasPrefix("./") { name = name.dropFirst(2) }
        let option = name.lastIndex(of: "/").map { (group: name[..<$0], name: name[name.index(after: $0)...]) }
        let isFile = name.hasPrefix("/") || name.hasPrefix("..") || name.hasPrefix("~")
        let help: String
        switch option {
        case let (group, option)? where !isFile:
            let override = "+\(group)=\(option)"
            help =
                isReadable(override)
                ? "to add it as an option of its group, write \(override.shellWord)" : "write KEY=VALUE"
        case let (directory, name)?:
            help = "--config-path \(String(directory).shellWord) --config-name \(String(name).shellWord)"
        case nil: help = "--config-name \(String(name).shellWord)"
        }
        return report.error(
            "an override sets a value, and this is the name of a file", at: 0..<lexer.bytes.count, help: help)
    }
}

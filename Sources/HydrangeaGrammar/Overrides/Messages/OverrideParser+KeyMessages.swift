import HydrangeaTree

// MARK: - Keys

extension OverrideParser {
    func missingValue() -> ConfigError {
        let text = lexer.text(0..<lexer.bytes.count)
        let end = lexer.bytes.count..<lexer.bytes.count
        if text.isEmpty { return report.error("this override is empty", at: end, help: "write KEY=VALUE") }
        if deleted.isEmpty {
            return report.error("this override has no key", at: 0..<end.upperBound, help: "write KEY=VALUE")
        }
        return report.error(
            "'\(text)' has no value", at: end, label: "expected '='",
            help: "write \(text)=VALUE; to delete it, \("~\(deleted)".shellWord)")
    }

    private var deleted: String { String(lexer.text(0..<lexer.bytes.count).drop { $0 == "+" }) }

    func extendListWithSign(_ operation: Override.Operation, at value: Int) -> ConfigError {
        let sign = operation == .delete ? "~" : operation == .add ? "+" : "++"
        let rest = lexer.text(sign.utf8.count..<lexer.bytes.count)
        return report.error(
            "extend_list() takes no '\(sign)' before the key", at: 0..<sign.utf8.count,
            help: readable(rest).map { "write \(spelling($0))" })
    }

    func numberAsKey(_ range: Range<Int>) -> ConfigError {
        report.error(
            "a key cannot be a number alone", at: range,
            help: "give the whole path, for instance items.\(lexer.text(range))")
    }

    func badNumberInKey(_ range: Range<Int>) -> ConfigError {
        let hasZero = lexer.bytes[range].first == "0" && lexer.bytes[range].allSatisfy(\.isDigit)
        return report.error(
            hasZero ? "a number in a key has no leading zero" : "a key cannot begin with a digit", at: range,
            label: hasZero ? nil : "expected a letter, '_' or '$' first")
    }

    func emptyBracket(_ start: Int) -> ConfigError {
        report.error(
            "this index is empty", at: start..<lexer.position + (lexer.byte(at: lexer.position) == "]" ? 1 : 0),
            label: "expected a number or a key",
            help: "to add to a list, write the whole list")
    }

    func unclosedBracket(_ start: Int) -> ConfigError {
        report.error("this index is not closed", at: start..<lexer.position, label: "expected ']'")
    }

    /// An error at a character that a key cannot have.
    func unexpectedInKey() -> ConfigError {
        let position = lexer.position
        guard let byte = lexer.byte(at: position) else {
            return report.error("the key ends too early", at: position..<position, label: "expected a name")
        }
        let here = position..<lexer.endOfCharacter(position)
        switch byte {
        case " ", "\t":
            let sign = lexer.skippingSpaces(position)
            guard lexer.byte(at: sign) == "=" else {
                return report.error(
                    "a key has no spaces", at: here,
                    help: isTyped ? "write KEY=VALUE without a space before '='" : Self.keyCharacters)
            }
            return report.error(
                "a key has no spaces", at: here, help: assignment(to: position, valueFrom: sign + 1))
        case ".":
            if lexer.bytes[..<position].contains(where: { $0 == "/" }) {
                return report.error("the name of a group has no dots", at: here)
            }
            return report.error("a name is missing before this dot", at: here)
        case "-":
            let dashes = lexer.bytes.prefix { $0 == "-" }.count
            let help =
                dashes > 0
                ? "leave it out" + (readable(lexer.text(dashes..<lexer.bytes.count)).map { ": \(spelling($0))" } ?? "")
                : "begin it with a letter, '_' or '$'"
            return report.error("a name cannot begin with '-'", at: here, help: help)
        case "=": return report.error("a name is missing", at: here, label: "expected a name here")
        case "[":
            if !compatibility.keysHaveBrackets {
                return report.error(
                    "Hydra 1.3 has no brackets in keys", at: here, help: "write the index after a dot: items.0")
            }
            return report.error("an index cannot stand here", at: here)
        case "\\":
            return report.error(
                "this backslash escapes nothing", at: here, help: "in a key it may stand before . [ ] and =")
        case "/", "@":
            return report.error(
                "'\(lexer.text(here))' cannot stand here", at: here,
                notes: ["a group is names with slashes between, its package stands behind '@': db/driver@backup=pg"])
        default:
            let shown = Self.shown(lexer.text(here))
            let isColon = byte == ":" && !lexer.bytes[position...].contains { $0 == "=" }
            return report.error(
                "\(shown) cannot be part of a key", at: here,
                help: isColon
                    ? assignment(to: position, valueFrom: position + 1)
                    : Self.keyCharacters)
        }
    }

    /// The override that was probably meant when other characters stand between its key and its value.
    private func assignment(to keyEnd: Int, valueFrom start: Int) -> String {
        let value = lexer.text(lexer.skippingSpaces(start)..<lexer.bytes.count)
        return "write \(readable("\(lexer.text(0..<keyEnd))=\(value)").map(spelling) ?? "KEY=VALUE")"
    }

    private static let keyCharacters = "keys have the letters a to z, digits, '_', '-' and '$'"
}

public import HydrangeaTree

extension Override {
    /// Reads one command-line override: `db=mysql`, `+train.lr=1e-3`, `~db`, `seed=range(5)`.
    ///
    /// - Parameter argument: which argument it is, counted from 1, for messages.
    /// - Throws: when the text is malformed, or a function in it cannot be evaluated.
    public init(parsing text: String, argument: Int, rules: RuleSet = .hydra1_4) throws(ConfigError) {
        try self.init(parsing: text, origin: Origin(SourceText(.argument(argument), text: text)), rules: rules)
    }

    /// Reads an override from any place, such as a config that lists some.
    package init(parsing text: String, origin: Origin, rules: RuleSet = .hydra1_4) throws(ConfigError) {
        var parser = OverrideParser(text, origin: origin, rules: rules)
        do { self = try parser.override(text) } catch { throw parser.explaining(error) }
    }
}

/// Parses overrides: a key, and behind `=` a value, which has a grammar of its own.
struct OverrideParser {
    var lexer: ValueLexer
    let report: SyntaxReport
    let rules: RuleSet
    var depth = 0
    /// The offsets of the keys and values inside of the value, in bytes.
    var partStarts: [Int] = []

    init(_ text: String, origin: Origin, rules: RuleSet) {
        let bytes = Array(text.utf8)
        lexer = ValueLexer(bytes, language: .overrides)
        report = SyntaxReport(bytes: bytes, origin: origin, code: .overrideSyntax)
        self.rules = rules
    }

    mutating func override(_ text: String) throws(ConfigError) -> Override {
        var operation = operation()
        let key = try key()
        var value: OverrideValue?
        var valueStart = lexer.position
        if lexer.byte(at: lexer.position) == "=" {
            lexer.position = lexer.skippingSpaces(lexer.position + 1)
            valueStart = lexer.position
            value = try self.value()
        } else if operation != .delete {
            throw missingValue()
        }
        if case .extendList(let values)? = value {
            guard operation == .change else { throw extendListWithSign(operation, at: valueStart) }
            operation = .extendList
            value = .list(values)
        }
        let valueColumn = report.place(ofByte: valueStart).mark.column
        return Override(
            operation: operation, key: lexer.text(key.range), package: key.package.map(lexer.text),
            isValuePath: key.isValuePath,
            value: value, text: text, origin: report.origin, valueColumn: valueColumn,
            partColumns: partColumns(from: valueStart, valueColumn))
    }

    /// The columns of the parts of a value; none if it has only one part, or if its characters do not stand in the
    /// source as they are.
    private func partColumns(from start: Int, _ column: Int) -> [Int] {
        guard partStarts.count > 1, report.place(ofByte: start).mark != report.origin.mark else { return [] }
        var (byte, column) = (start, column)
        return partStarts.map { part in
            column += lexer.bytes[byte..<max(byte, part)].count { $0 & 0xC0 != 0x80 }
            byte = max(byte, part)
            return column
        }
    }

    private mutating func operation() -> Override.Operation {
        switch lexer.byte(at: 0) {
        case "~":
            lexer.position = 1
            return .delete
        case "+":
            lexer.position = lexer.byte(at: 1) == "+" ? 2 : 1
            return lexer.position == 2 ? .forceAdd : .add
        default:
            return .change
        }
    }
}

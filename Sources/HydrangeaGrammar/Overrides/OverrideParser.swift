public import HydrangeaTree

extension Override {
    /// Reads one command-line override: `db=mysql`, `+train.lr=1e-3`, `~db`, `seed=range(5)`.
    ///
    /// - Parameter argument: The number of the argument in messages, from 1.
    /// - Throws: an error if the text is malformed, or a function in it cannot be evaluated.
    public init(parsing text: String, argument: Int, compatibility: Compatibility = .hydra1_4) throws(ConfigError) {
        try self.init(
            parsing: text, origin: Origin(SourceText(.argument(argument), text: text)), compatibility: compatibility)
    }

    /// Parses an override from an entry of a config: the key of a mapping, and the value for it.
    ///
    /// - Parameter keyOrigin: where the key is written.
    /// - Parameter valueOrigin: where the value is written.
    package init(key: String, keyOrigin: Origin, value: String, valueOrigin: Origin, compatibility: Compatibility)
        throws(ConfigError)
    {
        let text = "\(key)=\(value)"
        var parser = OverrideParser(
            text, origin: keyOrigin, compatibility: compatibility, apart: (key.utf8.count + 1, valueOrigin))
        self = try parser.override(text)
    }

    private init(parsing text: String, origin: Origin, compatibility: Compatibility) throws(ConfigError) {
        var parser = OverrideParser(text, origin: origin, compatibility: compatibility)
        do { self = try parser.override(text) } catch { throw parser.explaining(error) }
    }
}

/// Parses overrides: a key, and after `=` a value, which has its own grammar.
struct OverrideParser {
    var lexer: ValueLexer
    let report: SyntaxReport
    let compatibility: Compatibility
    var depth = 0
    let places: PartPlaces

    init(_ text: String, origin: Origin, compatibility: Compatibility, apart: (start: Int, origin: Origin)? = nil) {
        let bytes = Array(text.utf8)
        lexer = ValueLexer(bytes, language: .overrides)
        report = SyntaxReport(bytes: bytes, origin: origin, code: .overrideSyntax, apart: apart)
        places = PartPlaces(report)
        self.compatibility = compatibility
    }

    mutating func override(_ text: String) throws(ConfigError) -> Override {
        var operation = operation()
        let key = try key()
        var value: Override.Value?
        if lexer.byte(at: lexer.position) == "=" {
            lexer.position = lexer.skippingSpaces(lexer.position + 1)
            let start = lexer.position
            value = try self.value()
            if let read = value, case .extendList(let values) = read.content {
                guard operation == .change else { throw extendListWithSign(operation, at: start) }
                operation = .extendList
                value = Override.Value(.list(values), origin: read.origin)
            }
        } else if operation != .delete {
            throw missingValue()
        }
        return Override(
            operation: operation, key: key, value: value, text: text, written: text, origin: report.origin)
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

import HydrangeaTree

/// Parses an expression with Python's operator precedence.
struct ExpressionParser {
    private var lexer: ExpressionLexer
    private var token = ExpressionLexer.Token.end
    private var place = 0
    private var depth = 0

    private static let levels: [Set<String>] = [
        ["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%"],
    ]
    private static let constants: [String: CalculationValue] = [
        "True": .bool(true), "False": .bool(false), "None": .none, "true": .bool(true), "false": .bool(false),
        "null": .none,
    ]
    private static let words: Set<String> = ["and", "or", "not", "if", "else", "in", "is"]

    static func parse(_ text: String) throws(CalculationError) -> Expression {
        guard text.unicodeScalars.count <= CalculationLimit.expression else {
            throw CalculationError("an expression has at most \(CalculationLimit.expression) characters")
        }
        var parser = ExpressionParser(lexer: ExpressionLexer(text))
        try parser.advance()
        let expression = try parser.items(until: .end)
        return expression
    }

    private init(lexer: ExpressionLexer) { self.lexer = lexer }

    private mutating func advance() throws(CalculationError) {
        token = try lexer.next()
        place = lexer.place
    }

    private mutating func take(_ sign: String) throws(CalculationError) -> Bool {
        guard token == .sign(sign) else { return false }
        try advance()
        return true
    }

    private mutating func takeWord(_ word: String) throws(CalculationError) -> Bool {
        guard token == .name(word) else { return false }
        try advance()
        return true
    }

    private mutating func expect(_ sign: String) throws(CalculationError) {
        guard try take(sign) else { throw unexpected("expected '\(sign)'") }
    }

    private func unexpected(_ expected: String) -> CalculationError {
        switch token {
        case .end: CalculationError("\(expected) at the end", at: place)
        case .sign(let sign): CalculationError("\(expected), not '\(sign)'", at: place)
        case .name(let name): CalculationError("\(expected), not '\(name)'", at: place)
        case .int, .float, .text: CalculationError("\(expected) before this value", at: place)
        }
    }

    /// A single expression, or a list of several that are separated by commas.
    private mutating func items(until end: ExpressionLexer.Token) throws(CalculationError) -> Expression {
        let first = try conditional()
        guard token != end else { return first }
        var items = [first]
        while try take(",") {
            if token == end { break }
            items.append(try conditional())
        }
        if token == .end, case .sign(let sign) = end { throw unexpected("expected '\(sign)'") }
        guard token == end else { throw unexpected("expected an operator") }
        return .list(items)
    }

    /// `a if b else c`
    private mutating func conditional() throws(CalculationError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        if depth > CalculationLimit.nesting {
            throw CalculationError(
                "an expression has at most \(CalculationLimit.nesting) levels in one another", at: place)
        }
        let value = try either()
        guard try takeWord("if") else { return value }
        let condition = try either()
        guard try takeWord("else") else { throw unexpected("expected 'else'") }
        return .conditional(value, condition: condition, otherwise: try conditional())
    }

    private mutating func either() throws(CalculationError) -> Expression {
        var operands = [try both()]
        while try takeWord("or") { operands.append(try both()) }
        return operands.count == 1 ? operands[0] : .either(operands)
    }

    private mutating func both() throws(CalculationError) -> Expression {
        var operands = [try negated()]
        while try takeWord("and") { operands.append(try negated()) }
        return operands.count == 1 ? operands[0] : .both(operands)
    }

    private mutating func negated() throws(CalculationError) -> Expression {
        var count = 0
        while try takeWord("not") { count += 1 }
        let operand = try comparison()
        if count == 0 { return operand }
        return count.isMultiple(of: 2) ? .not(.not(operand)) : .not(operand)
    }

    private mutating func comparison() throws(CalculationError) -> Expression {
        let first = try chain(0)
        var rest: [(sign: String, place: Int, operand: Expression)] = []
        while let (sign, place) = try comparisonSign() { rest.append((sign, place, try chain(0))) }
        return rest.isEmpty ? first : .comparison(first, rest)
    }

    private mutating func comparisonSign() throws(CalculationError) -> (String, Int)? {
        let start = place
        switch token {
        case .sign(let sign) where ["==", "!=", "<", ">", "<=", ">="].contains(sign):
            try advance()
            return (sign, start)
        case .name("in"):
            try advance()
            return ("in", start)
        case .name("is"):
            try advance()
            return (try takeWord("not") ? "is not" : "is", start)
        case .name("not"):
            try advance()
            guard try takeWord("in") else { throw unexpected("expected 'in'") }
            return ("not in", start)
        default: return nil
        }
    }

    private mutating func chain(_ level: Int) throws(CalculationError) -> Expression {
        guard level < Self.levels.count else { return try prefixed() }
        let first = try chain(level + 1)
        var rest: [(sign: String, place: Int, operand: Expression)] = []
        while case .sign(let sign) = token, Self.levels[level].contains(sign) {
            let start = place
            try advance()
            rest.append((sign, start, try chain(level + 1)))
        }
        return rest.isEmpty ? first : .chain(first, rest)
    }

    private mutating func prefixed() throws(CalculationError) -> Expression {
        var signs: [(sign: String, place: Int)] = []
        while case .sign(let sign) = token, sign == "-" || sign == "+" || sign == "~" {
            signs.append((sign, place))
            try advance()
        }
        let operand = try power()
        return signs.isEmpty ? operand : .prefixed(signs, operand)
    }

    /// `a ** b` binds tighter than a sign before `a`, and less tight than a sign before `b`: `-2 ** -1` →
    /// `-(2 ** (-1))`.
    private mutating func power() throws(CalculationError) -> Expression {
        let base = try suffixed()
        let start = place
        guard try take("**") else { return base }
        depth += 1
        defer { depth -= 1 }
        if depth > CalculationLimit.nesting {
            throw CalculationError(
                "an expression has at most \(CalculationLimit.nesting) levels in one another", at: place)
        }
        return .power(base, try prefixed(), place: start)
    }
}

// MARK: - Values and their suffixes

extension ExpressionParser {
    private mutating func suffixed() throws(CalculationError) -> Expression {
        let base = try atom()
        var suffixes: [Expression.Suffix] = []
        while true {
            let start = place
            if try take("[") {
                suffixes.append(try index(start))
            } else if try take(".") {
                guard case .name(let name) = token else { throw unexpected("expected the name of a method") }
                try advance()
                guard try take("(") else {
                    throw CalculationError(
                        "'.\(name)' is not known here",
                        help: "only the methods of a text can be called: .\(TextMethod.names.joined(separator: " ."))",
                        at: start)
                }
                suffixes.append(.method(name, try arguments(), place: start))
            } else {
                return suffixes.isEmpty ? base : .suffixed(base, suffixes)
            }
        }
    }

    private mutating func index(_ start: Int) throws(CalculationError) -> Expression.Suffix {
        let first: Expression? = token == .sign(":") ? nil : try conditional()
        if try take(":") {
            let last: Expression? = token == .sign("]") ? nil : try conditional()
            try expect("]")
            return .slice(first, last, place: start)
        }
        guard let first else { throw unexpected("expected an index") }
        try expect("]")
        return .index(first, place: start)
    }

    private mutating func arguments() throws(CalculationError) -> [Expression] {
        var arguments: [Expression] = []
        while token != .sign(")") {
            arguments.append(try conditional())
            guard try take(",") else { break }
        }
        try expect(")")
        return arguments
    }

    private mutating func atom() throws(CalculationError) -> Expression {
        let start = place
        switch token {
        case .int(let value):
            try advance()
            return .value(.int(value))
        case .float(let value):
            try advance()
            return .value(.float(value))
        case .text(var text):
            try advance()
            while case .text(let more) = token {
                text += more
                try advance()
            }
            return .value(.text(text))
        case .sign("("):
            try advance()
            if try take(")") { return .list([]) }
            let inner = try items(until: .sign(")"))
            try expect(")")
            return inner
        case .sign("["):
            try advance()
            return .list(try listed())
        case .name(let name) where !Self.words.contains(name):
            try advance()
            return try named(name, start)
        default: throw unexpected("expected a value")
        }
    }

    private mutating func listed() throws(CalculationError) -> [Expression] {
        var items: [Expression] = []
        while token != .sign("]") {
            items.append(try conditional())
            guard try take(",") else { break }
        }
        try expect("]")
        return items
    }

    private mutating func named(_ name: String, _ start: Int) throws(CalculationError) -> Expression {
        if try take("(") {
            guard let function = CalculationFunction.named[name] else { throw unknown(name, "function", start) }
            let arguments = try arguments()
            guard function.arity.contains(arguments.count) else {
                throw CalculationError(
                    "\(name) does not take \(arguments.count) argument\(arguments.count == 1 ? "" : "s")", at: start)
            }
            return .call(name, arguments, place: start)
        }
        guard let value = Self.constants[name] else { throw unknown(name, "name", start) }
        return .value(value)
    }

    private func unknown(_ name: String, _ kind: String, _ start: Int) -> CalculationError {
        let functions = CalculationFunction.named.keys.sorted()
        if kind == "function" {
            let near = Suggestion.nearest(to: name, among: functions)
            return CalculationError(
                "there is no function '\(name)' here",
                help: near.map { "did you mean \($0)(…)?" } ?? "there is: \(functions.joined(separator: ", "))",
                at: start)
        }
        return CalculationError(
            "an expression has no names: '\(name)'",
            help: "quote it for the text, or write ${\(name)} for the value of a key", at: start)
    }
}

/// An expression in a subset of Python: numbers, texts, lists, operators, conditions, and calls of a few functions.
///
/// An `Expression` has no variables and no loops, and its only attributes are the methods of texts, so it cannot run
/// for long. Operators of one precedence level are kept as a list, so that `1 + 1 + 1 + …` does not nest.
indirect enum Expression: Sendable {
    case value(CalculationValue)
    case list([Expression])
    /// `a + b - c`: operators of one precedence level, from left to right, each with its place in the text.
    case chain(Expression, [(sign: String, place: Int, operand: Expression)])
    case power(Expression, Expression, place: Int)
    case prefixed([(sign: String, place: Int)], Expression)
    case not(Expression)
    case both([Expression])
    case either([Expression])
    /// `a < b <= c`
    case comparison(Expression, [(sign: String, place: Int, operand: Expression)])
    case conditional(Expression, condition: Expression, otherwise: Expression)
    case call(String, [Expression], place: Int)
    /// A value with suffixes: `[0]`, `[1:]`, `.lower()`.
    case suffixed(Expression, [Suffix])

    enum Suffix: Sendable {
        case index(Expression, place: Int)
        case slice(Expression?, Expression?, place: Int)
        case method(String, [Expression], place: Int)
    }

    func evaluated() throws(CalculationError) -> CalculationValue {
        switch self {
        case .value(let value): return value
        case .list(let items): return .list(try Self.values(items))
        case .chain(let first, let rest):
            var value = try first.evaluated()
            for (sign, place, operand) in rest {
                let other = try operand.evaluated()
                value = try Self.at(place) { () throws(CalculationError) in try Self.apply(sign, value, other) }
            }
            return value
        case .power(let base, let exponent, let place):
            let (a, b) = (try base.evaluated(), try exponent.evaluated())
            return try Self.at(place) { () throws(CalculationError) in try Arithmetic.power(a, b) }
        case .prefixed(let signs, let operand):
            var value = try operand.evaluated()
            for (sign, place) in signs.reversed() {
                value = try Self.at(place) { () throws(CalculationError) in try Self.apply(prefix: sign, value) }
            }
            return value
        case .not(let operand): return .bool(try !operand.evaluated().isTrue)
        case .both(let operands): return try Self.first(of: operands) { !$0.isTrue }
        case .either(let operands): return try Self.first(of: operands) { $0.isTrue }
        case .comparison(let first, let rest): return .bool(try Self.holds(first, rest))
        case .conditional(let value, let condition, let otherwise):
            return try condition.evaluated().isTrue ? value.evaluated() : otherwise.evaluated()
        case .call(let name, let arguments, let place):
            let values = try Self.values(arguments)
            guard let function = CalculationFunction.named[name] else {
                throw CalculationError("there is no function '\(name)'", at: place)
            }
            return try Self.at(place) { () throws(CalculationError) in try function.body(values) }
        case .suffixed(let base, let suffixes):
            var value = try base.evaluated()
            for suffix in suffixes { value = try suffix.applied(to: value) }
            return value
        }
    }

    private static func values(_ expressions: [Expression]) throws(CalculationError) -> [CalculationValue] {
        var values: [CalculationValue] = []
        for expression in expressions { values.append(try expression.evaluated()) }
        return values
    }

    /// The first value that decides, or the last one: `0 or 5` is 5, as in Python.
    private static func first(of operands: [Expression], where decides: (CalculationValue) -> Bool)
        throws(CalculationError) -> CalculationValue
    {
        var value = CalculationValue.none
        for operand in operands {
            value = try operand.evaluated()
            if decides(value) { break }
        }
        return value
    }

    private static func holds(
        _ first: Expression, _ rest: [(sign: String, place: Int, operand: Expression)]
    ) throws(CalculationError) -> Bool {
        var left = try first.evaluated()
        for (sign, place, operand) in rest {
            let right = try operand.evaluated()
            guard try at(place, { () throws(CalculationError) in try compare(left, sign, right) }) else { return false }
            left = right
        }
        return true
    }

    private static func compare(_ a: CalculationValue, _ sign: String, _ b: CalculationValue) throws(CalculationError)
        -> Bool
    {
        switch sign {
        case "==", "is": CalculationValue.isEqual(a, b)
        case "!=", "is not": !CalculationValue.isEqual(a, b)
        case "<": try CalculationValue.isLess(a, b)
        case ">": try CalculationValue.isLess(b, a)
        case "<=": try CalculationValue.isAtMost(a, b)
        case ">=": try CalculationValue.isAtMost(b, a)
        case "in": try CalculationValue.contains(b, a)
        default: try !CalculationValue.contains(b, a)
        }
    }

    private static func apply(_ sign: String, _ a: CalculationValue, _ b: CalculationValue) throws(CalculationError)
        -> CalculationValue
    {
        switch sign {
        case "+": try Arithmetic.add(a, b)
        case "-": try Arithmetic.subtract(a, b)
        case "*": try Arithmetic.multiply(a, b)
        case "/": try Arithmetic.divide(a, b)
        case "//": try Arithmetic.floorDivide(a, b)
        case "%": try Arithmetic.modulo(a, b)
        default: try Arithmetic.bits(a, sign, b)
        }
    }

    private static func apply(prefix sign: String, _ value: CalculationValue) throws(CalculationError)
        -> CalculationValue
    {
        switch sign {
        case "-": return try Arithmetic.negate(value)
        case "~": return try Arithmetic.bits(.int(-1), "^", value)
        default:
            guard let number = value.number else { throw CalculationError("'+' cannot stand before \(value.kindName)") }
            return number.value
        }
    }

    /// Runs a function, and adds a place to its error if the error has none.
    fileprivate static func at<Result>(_ place: Int, _ body: () throws(CalculationError) -> Result)
        throws(CalculationError) -> Result
    {
        do { return try body() } catch {
            var error = error
            error.place = error.place ?? place
            throw error
        }
    }
}

extension Expression.Suffix {
    fileprivate func applied(to value: CalculationValue) throws(CalculationError) -> CalculationValue {
        switch self {
        case .index(let index, let place):
            let index = try index.evaluated()
            return try Expression.at(place) { () throws(CalculationError) in try Self.item(index, of: value) }
        case .slice(let start, let end, let place):
            let bounds = (try start?.evaluated(), try end?.evaluated())
            return try Expression.at(place) { () throws(CalculationError) in
                try Self.part(bounds.0, bounds.1, of: value)
            }
        case .method(let name, let arguments, let place):
            var values: [CalculationValue] = []
            for argument in arguments { values.append(try argument.evaluated()) }
            return try Expression.at(place) { () throws(CalculationError) in
                guard case .text(let text) = value else {
                    throw CalculationError("'.\(name)' stands behind text, not behind \(value.kindName)")
                }
                return try TextMethod.call(name, on: text, values)
            }
        }
    }

    private static func item(_ index: CalculationValue, of value: CalculationValue) throws(CalculationError)
        -> CalculationValue
    {
        guard case .int(let number)? = index.number else {
            throw CalculationError("an index is a whole number, not \(index.kindName)")
        }
        let items = try sequence(value)
        let position = number < 0 ? number + items.count : number
        guard items.indices.contains(position) else {
            throw CalculationError("there is no item \(number) among \(items.count)")
        }
        return items[position]
    }

    private static func part(
        _ start: CalculationValue?, _ end: CalculationValue?, of value: CalculationValue
    ) throws(CalculationError) -> CalculationValue {
        let items = try sequence(value)
        func bound(_ value: CalculationValue?, _ standard: Int) throws(CalculationError) -> Int {
            switch value {
            case nil, CalculationValue.none?: return standard
            case let value?:
                guard case .int(let number)? = value.number else {
                    throw CalculationError("an index is a whole number, not \(value.kindName)")
                }
                return min(max(number < 0 ? number + items.count : number, 0), items.count)
            }
        }
        let (from, to) = (try bound(start, 0), try bound(end, items.count))
        let part = from < to ? Array(items[from..<to]) : []
        guard case .text = value else { return .list(part) }
        return .text(part.map(\.spelled).joined())
    }

    private static func sequence(_ value: CalculationValue) throws(CalculationError) -> [CalculationValue] {
        switch value {
        case .list, .text: return try CalculationFunction.items(of: value, "an index")
        default: throw CalculationError("\(value.kindName) has no items")
        }
    }
}

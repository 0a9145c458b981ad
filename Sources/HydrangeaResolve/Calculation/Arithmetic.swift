import HydrangeaPlatform

/// Python's arithmetic on 64-bit integers and floating-point numbers. An integer that does not fit is an error.
enum Arithmetic {
    static func add(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> CalculationValue {
        switch (a, b) {
        case (.text(let a), .text(let b)): return .text(try bounded(a + b))
        case (.list(let a), .list(let b)): return .list(try bounded(a + b))
        default: return try numbers(a, b, "+", { $0.addingReportingOverflow($1) }, { $0 + $1 })
        }
    }

    static func subtract(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> CalculationValue {
        try numbers(a, b, "-", { $0.subtractingReportingOverflow($1) }, { $0 - $1 })
    }

    static func multiply(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> CalculationValue {
        switch (a, b) {
        case (.text, .int(let count)), (.list, .int(let count)): return try repeated(a, count)
        case (.int(let count), .text), (.int(let count), .list): return try repeated(b, count)
        default: return try numbers(a, b, "*", { $0.multipliedReportingOverflow(by: $1) }, { $0 * $1 })
        }
    }

    static func divide(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> CalculationValue {
        let (x, y) = try pair(a, b, "/")
        if y.double == 0 { throw zeroDivision(a, "/", b) }
        if case .int(let x) = x, case .int(let y) = y { return .float(quotient(x, y)) }
        return .float(x.double / y.double)
    }

    static func floorDivide(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> CalculationValue {
        let (x, y) = try pair(a, b, "//")
        if y.double == 0 { throw zeroDivision(a, "//", b) }
        if case .int(let x) = x, case .int(let y) = y {
            let (quotient, overflow) = x.dividedReportingOverflow(by: y)
            if overflow { throw .overflow("\(x) // \(y)") }
            return .int(x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient)
        }
        return .float(floorParts(x.double, y.double).quotient)
    }

    static func modulo(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> CalculationValue {
        let (x, y) = try pair(a, b, "%")
        if y.double == 0 { throw zeroDivision(a, "%", b) }
        if case .int(let x) = x, case .int(let y) = y {
            let rest = x.remainderReportingOverflow(dividingBy: y).partialValue
            return .int(rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest)
        }
        return .float(floorParts(x.double, y.double).rest)
    }

    /// `a ** b`: an integer if both are integers and the exponent is not negative. Each multiplication is checked for
    /// overflow, so that `9 ** 9 ** 9` fails at once.
    static func power(_ a: CalculationValue, _ b: CalculationValue) throws(CalculationError) -> CalculationValue {
        let (x, y) = try pair(a, b, "**")
        if case .int(let base) = x, case .int(let exponent) = y, exponent >= 0 {
            return .int(try whole(base, exponent))
        }
        let (base, exponent) = (x.double, y.double)
        if base == 0, exponent < 0 { throw CalculationError("0 has no negative power") }
        if base < 0, base.isFinite, exponent.isFinite, exponent != exponent.rounded() {
            throw CalculationError("\(a.spelled) ** \(b.spelled) is no real number")
        }
        let result = pow(base, exponent)
        if result.isInfinite, base.isFinite, exponent.isFinite {
            throw CalculationError("\(a.spelled) ** \(b.spelled) is too large for a number")
        }
        return .float(result)
    }

    static func negate(_ a: CalculationValue) throws(CalculationError) -> CalculationValue {
        try subtract(.int(0), a, named: "-")
    }

    /// The operators `&`, `|`, `^`, `<<` and `>>`, which take integers only.
    static func bits(_ a: CalculationValue, _ sign: String, _ b: CalculationValue) throws(CalculationError)
        -> CalculationValue
    {
        guard case .int(let x)? = a.number, case .int(let y)? = b.number else { throw noOperator(a, sign, b) }
        if case .bool(let x) = a, case .bool(let y) = b {
            switch sign {
            case "&": return .bool(x && y)
            case "|": return .bool(x || y)
            case "^": return .bool(x != y)
            default: break
            }
        }
        switch sign {
        case "&": return .int(x & y)
        case "|": return .int(x | y)
        case "^": return .int(x ^ y)
        default: break
        }
        guard y >= 0 else { throw CalculationError("a shift cannot be negative, is \(y)") }
        if sign == ">>" { return .int(x >> y) }
        let shifted = y < 63 ? x << y : 0
        guard x == 0 || y < 63 && shifted >> y == x else { throw .overflow("\(x) << \(y)") }
        return .int(shifted)
    }
}

extension Arithmetic {
    private static func subtract(_ a: CalculationValue, _ b: CalculationValue, named sign: String)
        throws(CalculationError) -> CalculationValue
    {
        guard let number = b.number else { throw CalculationError("'\(sign)' cannot stand before \(b.kindName)") }
        // `0 - 0.0` would lose the sign of `-0.0`.
        if case .float(let value) = number { return .float(-value) }
        return try subtract(a, b)
    }

    private static func numbers(
        _ a: CalculationValue, _ b: CalculationValue, _ sign: String,
        _ whole: (Int, Int) -> (partialValue: Int, overflow: Bool),
        _ fraction: (Double, Double) -> Double
    ) throws(CalculationError) -> CalculationValue {
        let (x, y) = try pair(a, b, sign)
        guard case .int(let x) = x, case .int(let y) = y else { return .float(fraction(x.double, y.double)) }
        let (value, overflow) = whole(x, y)
        if overflow { throw .overflow("\(x) \(sign) \(y)") }
        return .int(value)
    }

    private static func pair(
        _ a: CalculationValue, _ b: CalculationValue, _ sign: String
    ) throws(CalculationError) -> (CalculationNumber, CalculationNumber) {
        guard let x = a.number, let y = b.number else { throw noOperator(a, sign, b) }
        return (x, y)
    }

    private static func noOperator(_ a: CalculationValue, _ sign: String, _ b: CalculationValue) -> CalculationError {
        let isText = [a, b].contains { if case .text = $0 { true } else { false } }
        return CalculationError(
            "'\(sign)' does not go between \(a.kindName) and \(b.kindName)",
            help: isText ? "make a number of the text first: int(…) or float(…), or take its quotes away" : nil)
    }

    private static func zeroDivision(_ a: CalculationValue, _ sign: String, _ b: CalculationValue) -> CalculationError {
        CalculationError("\(a.spelled) \(sign) \(b.spelled) divides by zero")
    }

    private static func whole(_ base: Int, _ exponent: Int) throws(CalculationError) -> Int {
        var (result, square, rest) = (1, base, exponent)
        while true {
            if rest & 1 == 1 {
                let (value, overflow) = result.multipliedReportingOverflow(by: square)
                if overflow { throw .overflow("\(base) ** \(exponent)") }
                result = value
            }
            rest >>= 1
            if rest == 0 { return result }
            let (value, overflow) = square.multipliedReportingOverflow(by: square)
            if overflow { throw .overflow("\(base) ** \(exponent)") }
            square = value
        }
    }

    /// The quotient of two integers as the nearest floating-point number. Converting both integers first would round
    /// three times.
    private static func quotient(_ x: Int, _ y: Int) -> Double {
        if x == 0 { return y < 0 ? -0.0 : 0.0 }
        let numerator = UInt128(x.magnitude)
        let shift = numerator.leadingZeroBitCount
        let (bits, rest) = (numerator << UInt128(shift)).quotientAndRemainder(dividingBy: UInt128(y.magnitude))
        let magnitude = Double(rest == 0 ? bits : bits | 1) * Double(sign: .plus, exponent: -shift, significand: 1)
        return (x < 0) != (y < 0) ? -magnitude : magnitude
    }

    /// The quotient rounded down, and the remainder, which has the divisor's sign.
    private static func floorParts(_ x: Double, _ y: Double) -> (quotient: Double, rest: Double) {
        var rest = fmod(x, y)
        var quotient = (x - rest) / y
        if rest == 0 {
            rest = y < 0 ? -0.0 : 0.0
        } else if (y < 0) != (rest < 0) {
            rest += y
            quotient -= 1
        }
        if quotient == 0 { return ((x / y).sign == .minus ? -0.0 : 0.0, rest) }
        let floor = quotient.rounded(.down)
        return (quotient - floor > 0.5 ? floor + 1 : floor, rest)
    }

    private static func repeated(_ value: CalculationValue, _ count: Int) throws(CalculationError) -> CalculationValue {
        let count = max(count, 0)
        switch value {
        case .text(let text):
            guard text.utf8.count.multipliedReportingOverflow(by: count).partialValue <= CalculationLimit.text,
                text.isEmpty || count <= CalculationLimit.text
            else { throw tooLong }
            return .text(String(repeating: text, count: text.isEmpty ? 0 : count))
        case .list(let items):
            guard items.isEmpty || count <= CalculationLimit.items / items.count else { throw tooLong }
            return .list(Array(repeating: items, count: items.isEmpty ? 0 : count).flatMap(\.self))
        default: return value
        }
    }

    static func bounded(_ text: String) throws(CalculationError) -> String {
        if text.utf8.count > CalculationLimit.text { throw tooLong }
        return text
    }

    static func bounded(_ items: [CalculationValue]) throws(CalculationError) -> [CalculationValue] {
        if items.count > CalculationLimit.items { throw tooLong }
        return items
    }

    static var tooLong: CalculationError {
        CalculationError(
            "the result is longer than \(CalculationLimit.text >> 20) MiB of text or \(CalculationLimit.items) items")
    }
}

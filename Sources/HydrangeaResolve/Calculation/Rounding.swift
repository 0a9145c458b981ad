import HydrangeaPlatform
import HydrangeaTree

/// Python's conversions to numbers, and its rounding functions.
enum Rounding {
    /// Python's `round`: halves are rounded to even. With `digits`, a floating-point number stays one.
    static func round(_ value: CalculationValue, digits: CalculationValue?) throws(CalculationError) -> CalculationValue
    {
        guard let number = value.number else { throw CalculationError("round takes a number, not \(value.kindName)") }
        guard let digits, !isNone(digits) else { return try whole(number.double.rounded(.toNearestOrEven), of: value) }
        guard case .int(let count)? = digits.number else {
            throw CalculationError("round takes a whole number of digits, not \(digits.kindName)")
        }
        switch number {
        case .int(let whole): return .int(try round(whole, digits: count))
        case .float(let fraction): return .float(try round(fraction, digits: count))
        }
    }

    static func ceil(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        try toWhole(value, "ceil", .up)
    }
    static func floor(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        try toWhole(value, "floor", .down)
    }

    /// Python's `int`: rounds towards zero; text must spell an integer.
    static func int(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        if case .text(let text) = value {
            switch PythonNumber.integer(text) {
            case .int(let number)?: return .int(number)
            case .bigInt?: throw .overflow("'\(text)'")
            default:
                let isFraction = PythonNumber.float(text) != nil
                throw CalculationError(
                    "'\(text)' is no whole number",
                    help: isFraction ? "int(float('\(text)')) cuts the fraction off" : nil)
            }
        }
        return try toWhole(value, "int", .towardZero)
    }

    static func float(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        if case .text(let text) = value {
            guard let number = PythonNumber.float(text) else { throw CalculationError("'\(text)' is no number") }
            return .float(number)
        }
        guard let number = value.number else {
            throw CalculationError("float takes a number or text, not \(value.kindName)")
        }
        return .float(number.double)
    }

    static func sqrt(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        guard case .float(let number) = try float(value) else { return value }
        if number < 0 { throw CalculationError("\(value.spelled) has no square root") }
        return .float(number.squareRoot())
    }

    private static func isNone(_ value: CalculationValue) -> Bool { if case .none = value { true } else { false } }

    private static func toWhole(
        _ value: CalculationValue, _ name: String, _ rule: FloatingPointRoundingRule
    ) throws(CalculationError) -> CalculationValue {
        switch value.number {
        case .int(let number)?: return .int(number)
        case .float(let number)?: return try whole(number.rounded(rule), of: value)
        case nil: throw CalculationError("\(name) takes a number, not \(value.kindName)")
        }
    }

    private static func whole(_ number: Double, of value: CalculationValue) throws(CalculationError) -> CalculationValue
    {
        // A large integer is not exact as a `Double`.
        if case .int(let exact)? = value.number { return .int(exact) }
        guard number.isFinite else { throw CalculationError("\(value.spelled) is no whole number") }
        guard let whole = Int(exactly: number) else { throw .overflow(value.spelled) }
        return .int(whole)
    }

    private static func round(_ number: Int, digits: Int) throws(CalculationError) -> Int {
        guard digits < 0 else { return number }
        guard digits > -19 else { return 0 }
        var unit = 1
        for _ in 0..<(-digits) { unit *= 10 }
        let rest = number % unit
        let down = number - rest
        // `2 * rest` could overflow, so `rest` is compared with `unit - rest`.
        let (near, far) = (rest.magnitude, UInt(unit) - rest.magnitude)
        let isUp = near > far || near == far && !(down / unit).isMultiple(of: 2)
        guard isUp else { return down }
        let (up, overflow) = down.addingReportingOverflow(number < 0 ? -unit : unit)
        if overflow { throw .overflow("round(\(number), \(digits))") }
        return up
    }

    /// The nearest number with `digits` decimal digits. It is found by printing, which rounds the exact value.
    private static func round(_ number: Double, digits: Int) throws(CalculationError) -> Double {
        guard number.isFinite, digits <= 330 else { return number }
        if digits < 0 {
            guard let whole = Int(exactly: number.rounded(.towardZero)) else { return number }
            // Digits after the point matter only if the integer part is exactly halfway.
            let nudged =
                whole.magnitude.isMultiple(of: 10) && number != Double(whole) ? whole + (number < 0 ? -1 : 1) : whole
            return Double(
                sign: number.sign, exponent: 0, significand: Double(try round(nudged, digits: digits)).magnitude)
        }
        var buffer = [CChar](repeating: 0, count: 700)
        let length = withVaList([Int32(digits), number]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
        guard length > 0, length < buffer.count else { return number }
        return Double(String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self))
            ?? number
    }
}

import HydrangeaTree

/// The functions that expressions can call, some of which are resolvers, too.
enum CalculationFunction {
    typealias Body = @Sendable ([CalculationValue]) throws(CalculationError) -> CalculationValue

    /// The functions that an expression can call, each with its number of arguments.
    static let named: [String: (arity: ClosedRange<Int>, body: Body)] = [
        "abs": (1...1, { (a) throws(CalculationError) in try absolute(a[0]) }),
        "all": (1...1, { (a) throws(CalculationError) in .bool(try items(of: a[0], "all").allSatisfy(\.isTrue)) }),
        "any": (1...1, { (a) throws(CalculationError) in .bool(try items(of: a[0], "any").contains(where: \.isTrue)) }),
        "bool": (1...1, { (a) throws(CalculationError) in .bool(a[0].isTrue) }),
        "float": (1...1, { (a) throws(CalculationError) in try Rounding.float(a[0]) }),
        "int": (1...1, { (a) throws(CalculationError) in try Rounding.int(a[0]) }),
        "len": (1...1, { (a) throws(CalculationError) in try length(a[0]) }),
        "max": (1...255, { (a) throws(CalculationError) in try largest(a) }),
        "min": (1...255, { (a) throws(CalculationError) in try smallest(a) }),
        "pow": (2...2, { (a) throws(CalculationError) in try Arithmetic.power(a[0], a[1]) }),
        "range": (1...3, { (a) throws(CalculationError) in try range(a) }),
        "round": (
            1...2, { (a) throws(CalculationError) in try Rounding.round(a[0], digits: a.count > 1 ? a[1] : nil) }
        ),
        "sorted": (1...1, { (a) throws(CalculationError) in try sorted(a[0]) }),
        "str": (1...1, { (a) throws(CalculationError) in .text(try Arithmetic.bounded(a[0].spelled)) }),
        "sum": (
            1...2,
            { (a) throws(CalculationError) in try sum(try items(of: a[0], "sum"), from: a.count > 1 ? a[1] : .int(0)) }
        ),
    ]

    static func sum(_ values: [CalculationValue], from start: CalculationValue = .int(0)) throws(CalculationError)
        -> CalculationValue
    {
        var sum = start
        for value in values { sum = try Arithmetic.add(sum, value) }
        return sum
    }

    static func product(_ values: [CalculationValue]) throws(CalculationError) -> CalculationValue {
        guard var product = values.first else { return .int(1) }
        for value in values.dropFirst() { product = try Arithmetic.multiply(product, value) }
        return product
    }

    private static func largest(_ arguments: [CalculationValue]) throws(CalculationError) -> CalculationValue {
        try extreme(arguments, "max") { (new, old) throws(CalculationError) in try CalculationValue.isLess(old, new) }
    }

    private static func smallest(_ arguments: [CalculationValue]) throws(CalculationError) -> CalculationValue {
        try extreme(arguments, "min") { (new, old) throws(CalculationError) in try CalculationValue.isLess(new, old) }
    }

    /// The largest or smallest value, the first of equal ones. Of a single argument, the items are compared.
    static func extreme(
        _ arguments: [CalculationValue], _ name: String,
        _ isBetter: (CalculationValue, CalculationValue) throws(CalculationError) -> Bool
    ) throws(CalculationError) -> CalculationValue {
        let values = arguments.count == 1 ? try items(of: arguments[0], name) : arguments
        guard var best = values.first else { throw CalculationError("\(name) takes at least one value") }
        for value in values.dropFirst() where try isBetter(value, best) { best = value }
        return best
    }

    static func length(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        switch value {
        case .text(let text): return .int(text.unicodeScalars.count)
        case .list(let items): return .int(items.count)
        case .other(let node) where node.isMapping: return .int(node.mapping?.count ?? 0)
        default: throw CalculationError("len takes text, a list or a mapping, not \(value.kindName)")
        }
    }

    /// The items of a list, the characters of a text, the keys of a mapping.
    static func items(of value: CalculationValue, _ name: String) throws(CalculationError) -> [CalculationValue] {
        switch value {
        case .list(let items): return items
        case .text(let text): return text.unicodeScalars.map { .text(String($0)) }
        case .other(let node) where node.isMapping: return (node.mapping?.keys ?? []).map { .text($0.description) }
        default: throw CalculationError("\(name) takes a list, not \(value.kindName)")
        }
    }

    static func range(_ arguments: [CalculationValue]) throws(CalculationError) -> CalculationValue {
        var bounds: [Int] = []
        for argument in arguments {
            guard case .int(let bound)? = argument.number else {
                throw CalculationError("range takes whole numbers, not \(argument.kindName)")
            }
            bounds.append(bound)
        }
        guard let first = bounds.first else { throw CalculationError("range takes 1 to 3 numbers") }
        let (start, end, step) =
            bounds.count == 1 ? (0, first, 1) : (first, bounds[1], bounds.count > 2 ? bounds[2] : 1)
        guard step != 0 else { throw CalculationError("the step of a range cannot be 0") }
        var items: [CalculationValue] = []
        for number in stride(from: start, to: end, by: step) {
            if items.count >= CalculationLimit.items { throw Arithmetic.tooLong }
            items.append(.int(number))
        }
        return .list(items)
    }

    private static func absolute(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        switch value.number {
        case .int(let number)?: return number < 0 ? try Arithmetic.negate(.int(number)) : .int(number)
        case .float(let number)?: return .float(number.magnitude)
        case nil: throw CalculationError("abs takes a number, not \(value.kindName)")
        }
    }

    private static func sorted(_ value: CalculationValue) throws(CalculationError) -> CalculationValue {
        let items = try items(of: value, "sorted")
        // Checked before sorting, because the closure of `sorted` cannot throw a typed error.
        for (a, b) in zip(items, items.dropFirst()) { _ = try CalculationValue.isLess(a, b) }
        return .list(items.sorted { (try? CalculationValue.isLess($0, $1)) ?? false })
    }
}

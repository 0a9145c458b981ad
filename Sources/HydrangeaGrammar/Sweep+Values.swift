package import HydrangeaTree

extension Sweep {
    /// The most values that one override may sweep over.
    package static var valueLimit: Int { 1_000_000 }

    /// The values as texts, in order; nil for an interval, which only a sweeper that searches can use, and for what cannot be printed.
    package func texts(rules: RuleSet = .hydra1_4, limit: Int = valueLimit, options: () -> [String]) -> [String]? {
        switch self {
        case .choice(let choice):
            var texts: [String] = []
            for value in choice.isShuffled ? choice.values.shuffled() : choice.values {
                guard let text = value.valueText else { return nil }
                texts.append(text)
            }
            return texts
        case .range(let range):
            guard let values = range.values(rules: rules, limit: limit) else { return nil }
            var texts: [String] = []
            for value in range.isShuffled ? values.shuffled() : values {
                guard let text = range.cast(value).valueText else { return nil }
                texts.append(text)
            }
            return texts
        case .glob(let glob): return options().filter(glob.matches)
        case .interval: return nil
        }
    }
}

extension Sweep.Range {
    /// The numbers of the range, or nil when there are too many or the bounds are no numbers.
    package func values(rules: RuleSet, limit: Int) -> [OverrideValue]? {
        guard let stop else { return nil }
        if case .int(let start) = start, case .int(let stop) = stop, case .int(let step) = step {
            return Self.integers(start, stop, step, limit)
        }
        guard let first = start.number, let last = stop.number, let size = step.number, size != 0, !first.isNaN, !last.isNaN else { return nil }
        var values: [OverrideValue] = []
        let exact = rules == .hydra1_4 ? DecimalSteps(start: first, step: size) : nil
        while values.count <= limit {
            let index = values.count
            let value = exact?.value(index) ?? first.addingProduct(Double(index), size)
            if size > 0 ? value >= last : value <= last { return values }
            values.append(.float(value))
        }
        return nil
    }

    private static func integers(_ start: Int, _ stop: Int, _ step: Int, _ limit: Int) -> [OverrideValue]? {
        guard step != 0 else { return nil }
        var values: [OverrideValue] = []
        var next = start
        while step > 0 ? next < stop : next > stop {
            if values.count == limit { return nil }
            values.append(.int(next))
            let (sum, overflow) = next.addingReportingOverflow(step)
            if overflow { break }
            next = sum
        }
        return values
    }

    /// A value of the range after the casts around it.
    func cast(_ value: OverrideValue) -> OverrideValue {
        casts.reduce(value) { value, cast in
            switch (cast, value) {
            case ("int", .float(let number)): Int(exactly: number.rounded(.towardZero)).map { .int($0) } ?? value
            case ("int", .bool(let flag)): .int(flag ? 1 : 0)
            case ("float", .int(let number)): .float(Double(number))
            case ("float", .bool(let flag)): .float(flag ? 1 : 0)
            case ("bool", .int(let number)): .bool(number != 0)
            case ("bool", .float(let number)): .bool(number != 0)
            case ("str", .bool(let flag)): .string(flag ? "true" : "false")
            case ("str", _): value.valueText.map { .string($0) } ?? value
            default: value
            }
        }
    }
}

/// `start + i × step` in decimal, as the numbers are written: 0.1, 0.2, 0.3, and not 0.30000000000000004.
private struct DecimalSteps {
    private var start: Int128
    private var step: Int128
    private let exponent: Int

    init?(start: Double, step: Double) {
        guard let first = Self.decimal(start), let size = Self.decimal(step) else { return nil }
        exponent = min(first.exponent, size.exponent)
        guard let scaledStart = Self.scaled(first, to: exponent), let scaledStep = Self.scaled(size, to: exponent) else { return nil }
        self.start = scaledStart
        self.step = scaledStep
    }

    func value(_ index: Int) -> Double? {
        let (product, overflow) = step.multipliedReportingOverflow(by: Int128(index))
        guard !overflow else { return nil }
        let (sum, tooLarge) = start.addingReportingOverflow(product)
        return tooLarge ? nil : Double("\(sum)e\(exponent)")
    }

    /// The digits of the shortest text of a number, and the power of ten of the last one.
    private static func decimal(_ value: Double) -> (digits: Int128, exponent: Int)? {
        guard value.isFinite else { return nil }
        let parts = value.description.split(separator: "e")
        guard let mantissa = parts.first else { return nil }
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let halves = mantissa.split(separator: ".")
        let fraction = halves.count > 1 && halves[1] != "0" ? halves[1] : ""
        guard let whole = halves.first, let digits = Int128(whole + fraction) else { return nil }
        return (digits, exponent - fraction.count)
    }

    private static func scaled(_ number: (digits: Int128, exponent: Int), to exponent: Int) -> Int128? {
        var digits = number.digits
        for _ in 0..<min(number.exponent - exponent, 40) {
            let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            digits = product
        }
        return number.exponent - exponent <= 40 ? digits : nil
    }
}

extension OverrideValue {
    /// The value as a number, where it is one.
    fileprivate var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .float(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }
}

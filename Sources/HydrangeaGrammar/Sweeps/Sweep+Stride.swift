import HydrangeaTree

extension Override.Sweep.Stride {
    /// The numbers of the range; nil if there are too many, the step is zero, or a bound is not a number.
    func values(compatibility: Compatibility, limit: Int) -> [Override.Value.Content]? {
        guard
            let numbers = bounds.flatMap({ $0.integers(limit: limit) })
                ?? floats(compatibility: compatibility, limit: limit)
        else {
            return nil
        }
        var values: [Override.Value.Content] = []
        values.reserveCapacity(numbers.count)
        for number in numbers {
            var value = number
            for cast in casts {
                guard let next = cast.content(of: value) else { return nil }
                value = next
            }
            values.append(value)
        }
        return values
    }

    /// True if its bounds are numbers and its step is not zero.
    var hasNumbers: Bool {
        guard case .float(let size)? = step.asFloat, case .float(let first)? = start.asFloat,
            case .float(let end)? = stop.asFloat
        else { return false }
        return size != 0 && !size.isNaN && !first.isNaN && !end.isNaN
    }

    /// The range with its values in ascending or descending order; nil if they cannot be computed.
    func sorted(_ isReversed: Bool, _ compatibility: Compatibility) -> Override.Sweep.Stride? {
        if !compatibility.sortingEndsShuffling { return sortedByBounds(isReversed) }
        var result = self
        result.isShuffled = false
        guard let step = self.step.asFloat, case .float(let size) = step else { return nil }
        guard (size > 0) == isReversed else { return result }
        return result.reverse() ? result : nil
    }

    /// Reverses the order of the values.
    private mutating func reverse() -> Bool {
        if let bounds {
            guard let count = bounds.count else { return false }
            guard count > 1 else { return true }
            let last = bounds.start + (count - 1) * bounds.step
            (start, stop, step) = (
                Override.Value.Content(last), Override.Value.Content(bounds.start - bounds.step),
                Override.Value.Content(-bounds.step)
            )
            return true
        }
        guard let first = start.decimal, let end = stop.decimal, let size = step.decimal else { return false }
        guard let count = size.isZero ? 0 : (end - first).stepCount(by: size), let way = size.times(count - 1) else {
            return false
        }
        guard count > 1 else { return true }
        let back = size.negated
        (start, stop, step) = (.float((first + way).double), .float((first + back.half).double), .float(back.double))
        return true
    }

    /// Hydra 1.3 moves the bounds by a step, which changes the values if the step does not divide the length.
    private func sortedByBounds(_ isReversed: Bool) -> Override.Sweep.Stride? {
        guard case .float(let first)? = start.asFloat, case .float(let end)? = stop.asFloat else { return nil }
        guard isReversed ? first < end : first > end else { return self }
        guard let size = step.timesSign(of: isReversed ? -1 : 1, absolute: true),
            let back = step.timesSign(of: -1, absolute: false)
        else { return nil }
        guard let newStart = stop.adding(size), let newStop = start.adding(size) else { return nil }
        var result = self
        (result.start, result.stop, result.step) = (newStart, newStop, back)
        return result
    }
}

// MARK: - Integers

extension Override.Sweep.Stride {
    private struct Bounds {
        var start: Int128
        var stop: Int128
        var step: Int128

        /// The number of values; nil for a step of zero.
        var count: Int128? {
            guard step != 0 else { return nil }
            let length = step > 0 ? stop - start : start - stop
            return length <= 0 ? 0 : (length - 1) / Int128(step.magnitude) + 1
        }

        func integers(limit: Int) -> [Override.Value.Content]? {
            guard let count, count <= limit else { return nil }
            return (0..<Int(count)).map { Override.Value.Content(start + Int128($0) * step) }
        }
    }

    /// The bounds, if all are integers that are small enough to calculate with.
    private var bounds: Bounds? {
        guard let start = start.wideInteger, let stop = stop.wideInteger,
            let step = step.wideInteger
        else {
            return nil
        }
        return Bounds(start: start, stop: stop, step: step)
    }
}

extension Override.Value.Content {
    fileprivate init(_ value: Int128) {
        if let value = Int(exactly: value) {
            self = .int(value)
        } else if let value = BigInteger(digits: value.magnitude.description.utf8, radix: 10, negative: value < 0) {
            self = .bigInt(value)
        } else {
            self = .null
        }
    }

    /// The sum with another number: an integer if both are integers, else a float.
    fileprivate func adding(_ other: Self) -> Self? {
        if let a = wideInteger, let b = other.wideInteger { return Self(a + b) }
        guard case .float(let a)? = asFloat, case .float(let b)? = other.asFloat else { return nil }
        return .float(a + b)
    }

    /// The number or its magnitude, with the sign turned if `sign` is negative.
    fileprivate func timesSign(of sign: Int, absolute: Bool) -> Self? {
        if let value = wideInteger { return Self((absolute ? abs(value) : value) * Int128(sign)) }
        guard case .float(let value)? = asFloat else { return nil }
        return .float((absolute ? value.magnitude : value) * Double(sign))
    }

    fileprivate var wideInteger: Int128? {
        switch self {
        case .bool(let value): value ? 1 : 0
        case .int(let value): Int128(value)
        // Well below the limits of the type, so that sums fit.
        case .bigInt(let value): value.description.utf8.count < 37 ? Int128(value.description) : nil
        default: nil
        }
    }
}

// MARK: - Floats

extension Override.Sweep.Stride {
    /// The values of a range of floats. In Hydra 1.4 each is `start + i × step`, in decimal as the bounds are written.
    /// In 1.3 the steps are added up, from the binary values of the bounds.
    private func floats(compatibility: Compatibility, limit: Int) -> [Override.Value.Content]? {
        let number: (Override.Value.Content) -> DecimalNumber? =
            compatibility.rangesAreDecimal ? { $0.decimal } : { $0.binaryDecimal }
        guard let step = number(step), !step.isZero else { return nil }
        guard let stop = number(stop), let start = number(start) else { return isEmpty ? [] : nil }
        if step.isNegative ? stop < start : start < stop {
            // The count is checked before any value is made.
            guard let count = (stop - start).stepCount(by: step), count <= limit else { return nil }
        }
        var values: [Override.Value.Content] = []
        var current = start
        while step.isNegative ? stop < current : current < stop {
            if values.count == limit { return nil }
            values.append(.float(current.double))
            if compatibility.rangesAreDecimal {
                guard let way = step.times(values.count) else { return nil }
                current = start + way
            } else {
                current = current + step
            }
        }
        return values
    }

    /// True if a range with an infinite bound has no values at all.
    private var isEmpty: Bool {
        guard let first = start.asNumber, let end = stop.asNumber, let size = step.asNumber else { return false }
        return size > 0 ? first >= end : first <= end
    }
}

extension Override.Value.Content {
    fileprivate var decimal: DecimalNumber? {
        switch self {
        case .int(let value): DecimalNumber(value)
        case .bigInt(let value): DecimalNumber(value)
        case .float(let value): DecimalNumber(shortest: value)
        default: nil
        }
    }

    /// The number, also if it is infinite; nil for a boolean.
    fileprivate var asNumber: Double? {
        if case .bool = self { return nil }
        guard case .float(let value)? = asFloat else { return nil }
        return value
    }

    fileprivate var binaryDecimal: DecimalNumber? {
        switch self {
        case .bool(let value): DecimalNumber(value ? 1 : 0)
        case .float(let value): DecimalNumber(binary: value)
        default: decimal
        }
    }
}

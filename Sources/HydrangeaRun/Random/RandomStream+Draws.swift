import HydrangeaPlatform

// The algorithm of each method is documented and never changes, so that results stay reproducible. A new algorithm gets
// a new method name.
extension RandomStream {
    /// A number in `0 ..< 1`: the upper 53 bits of the next number, divided by 2⁵³.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number in `range`, without the upper bound unless the range is empty.
    public mutating func uniform(in range: Range<Double>) -> Double {
        let value = range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
        // Rounding can yield the upper bound.
        return value < range.upperBound ? value : max(range.lowerBound, range.upperBound.nextDown)
    }

    /// A number in `0 ..< bound` without bias, or zero if `bound` is not positive. The algorithm is Lemire's (2019):
    /// the upper half of a product, drawn again if it would be biased.
    public mutating func integer(below bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        let threshold = (0 &- bound) % bound
        while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        return Int(product.high)
    }

    /// True with this probability.
    public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// A normally distributed number (Marsaglia's polar method, without keeping the second number).
    ///
    /// The method uses the C library's logarithm, whose last bit may differ between machines.
    public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square > 0, square < 1 { return mean + deviation * x * (-2 * log(square) / square).squareRoot() }
        }
    }

    /// The numbers `0 ..< count` in random order (Fisher–Yates shuffle from the end).
    public mutating func permutation(of count: Int) -> [Int] {
        var order = Array(0..<max(0, count))
        shuffle(&order)
        return order
    }

    /// Shuffles a collection (Fisher–Yates shuffle from the end).
    public mutating func shuffle<Items: MutableCollection & RandomAccessCollection>(_ items: inout Items) {
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            let other = integer(below: last + 1)
            items.swapAt(items.index(items.startIndex, offsetBy: last), items.index(items.startIndex, offsetBy: other))
        }
    }

    /// A random item, each with the same probability; nil if there is none.
    public mutating func choice<Items: RandomAccessCollection>(of items: Items) -> Items.Element? {
        items.isEmpty ? nil : items[items.index(items.startIndex, offsetBy: integer(below: items.count))]
    }
}

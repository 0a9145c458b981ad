#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

// Each method says what it draws and what it makes of it. None of that changes: a new method gets a new name.
extension RandomStream {
    /// A number in `0 ..< 1`, one of 2^53: the upper 53 bits of the next number.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number in `range`, up to but, unless it is empty, not including its upper bound.
    public mutating func uniform(in range: Range<Double>) -> Double {
        let value = range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
        // Rounding may reach the bound.
        return value < range.upperBound ? value : max(range.lowerBound, range.upperBound.nextDown)
    }

    /// A number in `0 ..< bound`, each as likely as the others (Lemire, 2019: the upper half of a product, drawn again
    /// where it would be biased). Zero when there is no such number.
    public mutating func integer(below bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        let threshold = (0 &- bound) % bound
        while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        return Int(product.high)
    }

    /// Whether an event of this probability happens.
    public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// A number of the normal distribution (Marsaglia's polar method, without keeping the second number).
    ///
    /// The logarithm is the C library's: its last bit may differ between machines, all else does not.
    public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square > 0, square < 1 { return mean + deviation * x * (-2 * log(square) / square).squareRoot() }
        }
    }

    /// The numbers `0 ..< count` in random order (Fisher and Yates, from the end).
    public mutating func permutation(of count: Int) -> [Int] {
        var order = Array(0..<max(0, count))
        shuffle(&order)
        return order
    }

    /// Puts a collection into random order (Fisher and Yates, from the end).
    public mutating func shuffle<Items: MutableCollection & RandomAccessCollection>(_ items: inout Items) {
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            let other = integer(below: last + 1)
            items.swapAt(items.index(items.startIndex, offsetBy: last), items.index(items.startIndex, offsetBy: other))
        }
    }

    /// One of the items, each as likely as the others; nil when there is none.
    public mutating func choice<Items: RandomAccessCollection>(of items: Items) -> Items.Element? {
        items.isEmpty ? nil : items[items.index(items.startIndex, offsetBy: integer(below: items.count))]
    }
}

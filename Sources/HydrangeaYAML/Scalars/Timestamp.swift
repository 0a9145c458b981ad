import HydrangeaTree

/// Dates and times as YAML 1.1 spells them. The reader leaves them as text. The writer quotes them, because other
/// readers convert them.
enum Timestamp {
    /// `2026-11-23`, or a date, a time of day and an optional zone.
    static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 10 else { return false }
        var scan = Scanner(text)
        guard scan.digits(4...4), scan.skip("-"), let month = scan.count(1...2), scan.skip("-"),
            let day = scan.count(1...2)
        else {
            return false
        }
        if scan.isAtEnd { return month == 2 && day == 2 }
        guard scan.skip("T") || scan.skip("t") || scan.blanks() > 0 else { return false }
        guard scan.digits(1...2), scan.skip(":"), scan.digits(2...2), scan.skip(":"), scan.digits(2...2) else {
            return false
        }
        if scan.skip(".") { _ = scan.count(0...Int.max) }
        if scan.isAtEnd { return true }
        _ = scan.blanks()
        if scan.skip("Z") { return scan.isAtEnd }
        guard scan.skip("+") || scan.skip("-"), scan.digits(1...2) else { return false }
        return scan.isAtEnd || (scan.skip(":") && scan.digits(2...2) && scan.isAtEnd)
    }

    private struct Scanner {
        private let text: UnsafeBufferPointer<UInt8>
        private var at = 0

        init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

        var isAtEnd: Bool { at == text.count }

        mutating func skip(_ wanted: Unicode.Scalar) -> Bool {
            guard at < text.count, text[at] == UInt8(ascii: wanted) else { return false }
            at += 1
            return true
        }

        /// Skips the digits at this place, up to the range's upper bound. Returns their number if it is in the range.
        mutating func count(_ range: ClosedRange<Int>) -> Int? {
            let start = at
            while at < text.count, at - start < range.upperBound, PythonNumber.isDigit(text[at]) { at += 1 }
            return range.contains(at - start) ? at - start : nil
        }

        mutating func digits(_ range: ClosedRange<Int>) -> Bool { count(range) != nil }

        mutating func blanks() -> Int {
            let start = at
            while at < text.count, text[at] == UInt8(ascii: " ") || text[at] == UInt8(ascii: "\t") { at += 1 }
            return at - start
        }
    }
}

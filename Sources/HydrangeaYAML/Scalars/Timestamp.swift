import HydrangeaTree

/// Dates and times as YAML 1.1 spells them. The reader leaves them as text. The writer quotes them, because other
/// readers convert them.
enum Timestamp {
    /// `2026-11-23`, or a date, a time of day and an optional zone.
    static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 10 else { return false }
        var scan = ByteScanner(text)
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
}

extension ByteScanner {
    /// Skips digits, up to the range's upper bound. Returns their number if it is in the range.
    fileprivate mutating func count(_ range: ClosedRange<Int>) -> Int? {
        let count = skip(limit: range.upperBound, while: \.isDigit)
        return range.contains(count) ? count : nil
    }

    fileprivate mutating func digits(_ range: ClosedRange<Int>) -> Bool { count(range) != nil }

    fileprivate mutating func blanks() -> Int { skip(while: \.isBlank) }
}

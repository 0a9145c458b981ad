import HydrangeaTree

/// A duration as text: `90s`, `1h30m`, `1.5h`, `250ms`. A number without a unit counts seconds.
enum DurationText {
    /// The attoseconds of a second, in which durations are calculated.
    private static let second: Int128 = 1_000_000_000_000_000_000
    private static let units: [String: Int128] = [
        "ns": second / 1_000_000_000, "us": second / 1_000_000, "µs": second / 1_000_000, "ms": second / 1_000,
        "s": second,
        "m": second * 60, "min": second * 60, "h": second * 3_600, "d": second * 86_400,
    ]

    static func duration(_ text: String) -> Duration? {
        var scan = ByteScanner(text)
        let isNegative = scan.skip("-")
        var total: Int128 = 0
        var isFirst = true
        repeat {
            guard let digits = scan.digits(), let whole = Int128(digits) else { return nil }
            let fraction: String?
            if scan.skip(".") {
                guard let digits = scan.digits() else { return nil }
                fraction = digits
            } else {
                fraction = nil
            }
            let word = scan.word()
            guard let unit = word.isEmpty && isFirst && scan.isAtEnd ? second : units[word],
                let part = product(whole, fraction, unit)
            else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            if overflow { return nil }
            total = sum
            isFirst = false
        } while !scan.isAtEnd
        return duration(isNegative ? -total : total)
    }

    /// The duration of a number of seconds, to the billionth.
    static func duration(seconds: Double) -> Duration? {
        guard seconds.magnitude < 1e15 else { return nil }
        let whole = seconds.rounded(.down)
        return .seconds(Int64(whole)) + .nanoseconds(Int64(((seconds - whole) * 1e9).rounded()))
    }

    private static func duration(_ total: Int128) -> Duration? {
        guard let seconds = Int64(exactly: total / second) else { return nil }
        return Duration(secondsComponent: seconds, attosecondsComponent: Int64(total % second))
    }

    private static func product(_ whole: Int128, _ fraction: String?, _ unit: Int128) -> Int128? {
        var (total, overflow) = whole.multipliedReportingOverflow(by: unit)
        if overflow { return nil }
        var place = unit
        for digit in fraction?.utf8 ?? "".utf8 {
            // Digits below an attosecond are dropped.
            place /= 10
            (total, overflow) = total.addingReportingOverflow(place * Int128(digit - UInt8(ascii: "0")))
            if overflow { return nil }
        }
        return total
    }

    /// The text that reads back as the same duration.
    static func text(_ duration: Duration) -> String {
        let (seconds, rest) = duration.components
        let total = (Int128(seconds) * second + Int128(rest)).magnitude
        let sign = duration < .zero ? "-" : ""
        let (whole, part) = total.quotientAndRemainder(dividingBy: second.magnitude)
        if part == 0 {
            let parts = [(whole / 3600, "h"), (whole / 60 % 60, "m"), (whole % 60, "s")]
            let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
            return text.isEmpty ? "0s" : sign + text
        }
        let millisecond = (second / 1_000).magnitude
        if whole == 0, part % millisecond == 0 { return sign + "\(part / millisecond)ms" }
        let digits = String(part)
        var fraction = String(repeating: "0", count: 18 - digits.utf8.count) + digits
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return sign + "\(whole).\(fraction)s"
    }
}

extension Duration: ScalarValue {
    static var expected: String { "a duration like 90s, 1h30m or 250ms" }

    static func read(_ node: ConfigNode) -> Duration? {
        switch node.content {
        case .string(let text): DurationText.duration(text)
        case .int(let seconds): DurationText.duration("\(seconds)")
        case .float(let seconds): DurationText.duration(seconds: seconds)
        default: nil
        }
    }
}

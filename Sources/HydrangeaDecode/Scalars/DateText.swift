import HydrangeaTree

/// A moment as text: `2026-11-23`, `2026-11-23T07:29:03.5Z`, `2026-11-23 08:29+01:00`. Without a zone it is UTC.
enum DateText {
    private static let secondsOfDay = 86_400

    /// The seconds from the start of 2001 to the moment; nil if the text is not a date of the years 1 to 9999.
    static func secondsSince2001(_ text: String) -> Double? {
        var scan = ByteScanner(text)
        guard let year = scan.number(4), scan.skip("-"), let month = scan.number(2), scan.skip("-"),
            let day = scan.number(2),
            year > 0, (1...12).contains(month), day > 0, day <= days(in: month, of: year)
        else { return nil }
        var seconds = (dayNumber(year, month, day) - dayNumber(2001, 1, 1)) * secondsOfDay
        if scan.isAtEnd { return Double(seconds) }
        guard scan.skip("T") || scan.skip("t") || scan.skip(" "), let hour = scan.number(2), scan.skip(":"),
            let minute = scan.number(2),
            hour < 24, minute < 60
        else { return nil }
        seconds += hour * 3600 + minute * 60
        var fraction = 0.0
        if scan.skip(":") {
            guard let second = scan.number(2), second < 60 else { return nil }
            seconds += second
            if scan.skip(".") {
                guard let digits = scan.digits(), let value = Double("0." + digits) else { return nil }
                fraction = value
            }
        }
        guard let zone = zone(&scan), scan.isAtEnd else { return nil }
        return Double(seconds - zone) + fraction
    }

    /// The difference of a zone from UTC in seconds, positive to the east.
    private static func zone(_ scan: inout ByteScanner<[UInt8]>) -> Int? {
        if scan.isAtEnd || scan.skip("Z") || scan.skip("z") { return 0 }
        let isAhead = scan.skip("+")
        guard isAhead || scan.skip("-"), let hours = scan.number(2), hours < 24 else { return nil }
        var minutes = 0
        if scan.skip(":") || !scan.isAtEnd {
            guard let number = scan.number(2), number < 60 else { return nil }
            minutes = number
        }
        return (isAhead ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    /// The text of the moment in UTC; nil beyond the year 9999.
    static func text(secondsSince2001 seconds: Double) -> String? {
        guard seconds.magnitude < 1e12 else { return nil }
        let whole = Int(seconds.rounded(.down))
        let fraction = seconds - seconds.rounded(.down)
        var second = whole % secondsOfDay
        if second < 0 { second += secondsOfDay }
        let (year, month, day) = date(dayNumber(2001, 1, 1) + (whole - second) / secondsOfDay)
        guard (1...9999).contains(year) else { return nil }
        let date = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
        let time = padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
        return date + "T" + time + digits(of: fraction, after: Double(whole)) + "Z"
    }

    /// The fewest digits that give the same moment when they are read.
    private static func digits(of fraction: Double, after whole: Double) -> String {
        if fraction == 0 { return "" }
        var scale = 1
        for places in 1...12 {
            scale *= 10
            let rounded = Int((fraction * Double(scale)).rounded())
            let text = "." + padded(rounded, places)
            if rounded < scale, let value = Double("0" + text), whole + value == whole + fraction { return text }
        }
        // A difference below a millionth of a millionth of a second comes from rounding.
        return ""
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since the first of March of the year 0. Counting years from March puts the leap day at their end.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + daysBefore((month + 9) % 12) + day - 1
    }

    /// Days before a month in a year that starts in March; months count from 0.
    private static func daysBefore(_ month: Int) -> Int { (month * 153 + 2) / 5 }

    private static func date(_ number: Int) -> (year: Int, month: Int, day: Int) {
        var year = number / 365 + 1
        while dayNumber(year, 3, 1) > number { year -= 1 }
        let rest = number - dayNumber(year, 3, 1)
        var month = 11
        while daysBefore(month) > rest { month -= 1 }
        return (month < 10 ? year : year + 1, (month + 2) % 12 + 1, rest - daysBefore(month) + 1)
    }
}

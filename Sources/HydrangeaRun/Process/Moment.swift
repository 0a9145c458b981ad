import HydrangeaPlatform
import HydrangeaTree

extension Run {
    /// A point in time, in microseconds since 1970, with its formats in records and logs.
    public struct Moment: Hashable, Sendable, Comparable {
        /// Microseconds since 1970 in UTC; negative before 1970.
        public var microseconds: Int

        /// Creates a moment, for tests: `Moment(microseconds: 0)` is the beginning of 1970.
        public init(microseconds: Int) { self.microseconds = microseconds }

        /// The current time of the system clock.
        public static func now() -> Moment {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Moment(microseconds: Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000)
        }

        /// Seconds since 1970.
        public var seconds: Double { Double(microseconds) / 1_000_000 }

        public static func < (a: Moment, b: Moment) -> Bool { a.microseconds < b.microseconds }

        private var wholeSeconds: Int {
            microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
        }
        private var milliseconds: Int { (microseconds - wholeSeconds * 1_000_000) / 1000 }

        /// The time in UTC, as in records: `2026-11-23T11:26:00.123Z`.
        public var utc: String {
            var clock = time_t(wholeSeconds)
            var parts = tm()
            gmtime_r(&clock, &parts)
            return Self.text("%Y-%m-%dT%H:%M:%S", parts) + "." + Self.padded(milliseconds) + "Z"
        }

        /// Parses the format of ``utc``; nil for any other text.
        public init?(utc text: String) {
            let bytes = Array(text.utf8)
            guard bytes.count == 24, bytes[23] == "Z" else { return nil }
            func number(_ range: Range<Int>) -> Int32? { Int32(String(decoding: bytes[range], as: UTF8.self)) }
            guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
                let hour = number(11..<13),
                let minute = number(14..<16), let second = number(17..<19), let millisecond = number(20..<23)
            else { return nil }
            var parts = tm()
            (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, month - 1, day)
            (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
            self.init(microseconds: Int(timegm(&parts)) * 1_000_000 + Int(millisecond) * 1000)
        }

        /// The time in the local time zone, as in log lines: `2026-11-23 11:26:00,123`.
        public var logTime: String { local("%Y-%m-%d %H:%M:%S") + "," + Self.padded(milliseconds) }

        /// The local time in a `strftime` format.
        func local(_ format: String) -> String {
            var clock = time_t(wholeSeconds)
            var parts = tm()
            localtime_r(&clock, &parts)
            return Self.text(format, parts)
        }

        private static func text(_ format: String, _ parts: tm) -> String {
            var parts = parts
            let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
                count = buffer.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, $0.count, format, &parts) }
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        private static func padded(_ milliseconds: Int) -> String {
            let digits = String(milliseconds)
            return String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
        }
    }
}

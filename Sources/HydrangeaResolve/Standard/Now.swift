import HydrangeaPlatform
import HydrangeaTree

extension Resolvers {
    /// `${now:%Y-%m-%d}`: the time of the run in the local time zone. All calls of a run use the same time.
    mutating func registerNow() {
        registerStandard("now", takes: 1...1, write: "${now:%Y-%m-%d}") { call, _ throws(Evaluation.Fault) in
            let pattern = try call.string(at: 0, called: "the pattern")
            guard let text = Self.time(call.context.now, pattern) else {
                throw call.failure("the pattern '\(pattern)' gives no time", help: "write \(call.signature)")
            }
            return .value(.string(text))
        }
    }

    private static func time(_ seconds: Double, _ pattern: String) -> String? {
        guard let whole = time_t(exactly: seconds.rounded(.down)), !pattern.utf8.contains(0) else { return nil }
        var moment = whole
        var parts = tm()
        guard localtime_r(&moment, &parts) != nil else { return nil }
        let micro = Int((seconds - seconds.rounded(.down)) * 1_000_000)
        // `strftime` returns 0 both for an empty result and for a buffer that is too small. A final "." rules out an
        // empty result, and is removed again.
        let format = expanded(pattern, microseconds: min(micro, 999_999)) + "."
        var size = 256 + format.utf8.count * 4
        while size < 1 << 20 {
            var buffer = [CChar](repeating: 0, count: size)
            let count = strftime(&buffer, size, format, &parts)
            if count > 0 { return String(decoding: buffer[..<(count - 1)].map(UInt8.init(bitPattern:)), as: UTF8.self) }
            size *= 8
        }
        return nil
    }

    /// The pattern with the codes that Python replaces itself: `%f` becomes the microseconds, `%z` and `%Z` become
    /// empty, because the time has no zone.
    private static func expanded(_ pattern: String, microseconds: Int) -> String {
        var result: [UInt8] = []
        var bytes = Array(pattern.utf8)[...]
        while let byte = bytes.popFirst() {
            guard byte == "%", let letter = bytes.popFirst() else {
                result.append(byte)
                continue
            }
            switch letter {
            case "f":
                let digits = String(microseconds)
                result += [UInt8](repeating: UInt8(ascii: "0"), count: 6 - digits.utf8.count) + digits.utf8
            case "z", "Z": break
            default: result += [byte, letter]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

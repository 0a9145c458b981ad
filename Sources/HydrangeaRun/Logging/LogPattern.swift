import HydrangeaTree

/// The pattern of a log line: `[%(asctime)s] %(levelname)-8s`, or `$asctime $levelname` with `style: $`.
struct LogPattern: Sendable {
    /// The value of a field.
    enum Value {
        case text(String), number(Double)
    }

    private enum Part: Sendable {
        case text(String)
        case field(String, Layout)
    }

    /// The conversion of a field: `-8s`, `03d`, `.3s`, `6.2f`.
    private struct Layout: Sendable {
        var source: String
        var isLeft = false
        var isZeroed = false
        var width = 0
        var precision: Int?
        var type: Character = "s"
    }

    private var parts: [Part] = []

    /// - Parameter style: `%` or `$`, as in Python's formatters.
    init(_ text: String, style: ConfigNode? = nil) throws(ConfigError) {
        switch style?.string ?? "%" {
        case "%": parts = Self.percentParts(text[...])
        case "$": parts = Self.dollarParts(text[...])
        default:
            throw ConfigError(
                Diagnostic(
                    .invalidValue, "log formats are not written in the style '\(style?.plainText ?? "")'",
                    origin: style?.origin ?? .unknown, notes: ["styles: %, $"],
                    help: "write fields as %(name)s"))
        }
    }

    /// The line with its fields replaced by their values. A field without a value is kept as it is written.
    func text(_ value: (String) -> Value?) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let name, let layout): value(name).map { Self.laidOut($0, layout) } ?? layout.source
            }
        }.joined()
    }

    // MARK: Reading

    private static func percentParts(_ text: Substring) -> [Part] {
        var parts: [Part] = []
        var rest = text
        while let sign = rest.firstIndex(of: "%") {
            parts.append(.text(String(rest[..<sign])))
            rest = rest[sign...]
            if rest.hasPrefix("%%") {
                parts.append(.text("%"))
                rest = rest.dropFirst(2)
            } else if let (field, end) = percentField(rest) {
                parts.append(field)
                rest = rest[end...]
            } else {
                parts.append(.text("%"))
                rest = rest.dropFirst()
            }
        }
        return parts + [.text(String(rest))]
    }

    /// Parses a field such as `%(name)-8s` at the start of a text.
    private static func percentField(_ text: Substring) -> (Part, end: String.Index)? {
        guard text.hasPrefix("%("), let close = text.firstIndex(of: ")") else { return nil }
        let name = String(text[..<close].dropFirst(2))
        var tail = text[close...].dropFirst()
        var layout = Layout(source: "")
        while let flag = tail.first, "-0+ #".contains(flag) {
            if flag == "-" { layout.isLeft = true }
            if flag == "0" { layout.isZeroed = true }
            tail = tail.dropFirst()
        }
        func number() -> Int? {
            let digits = tail.prefix { $0.isASCII && $0.isNumber }
            tail = tail.dropFirst(digits.count)
            return digits.isEmpty ? 0 : Int(digits)
        }
        guard let width = number(), width <= 1000 else { return nil }
        layout.width = width
        if tail.first == "." {
            tail = tail.dropFirst()
            guard let precision = number(), precision <= 1000 else { return nil }
            layout.precision = precision
        }
        guard let type = tail.first, "sdifr".contains(type) else { return nil }
        layout.type = type
        let end = text.index(after: tail.startIndex)
        layout.source = String(text[..<end])
        return (.field(name, layout), end)
    }

    private static func dollarParts(_ text: Substring) -> [Part] {
        var parts: [Part] = []
        var rest = text
        while let sign = rest.firstIndex(of: "$") {
            parts.append(.text(String(rest[..<sign])))
            rest = rest[sign...].dropFirst()
            if rest.first == "$" {
                parts.append(.text("$"))
                rest = rest.dropFirst()
                continue
            }
            let isBraced = rest.first == "{"
            let name = (isBraced ? rest.dropFirst() : rest).prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
            }
            let tail = rest[name.endIndex...]
            guard !name.isEmpty, !isBraced || tail.first == "}" else {
                parts.append(.text("$"))
                continue
            }
            parts.append(.field(String(name), Layout(source: isBraced ? "${\(name)}" : "$\(name)")))
            rest = isBraced ? tail.dropFirst() : tail
        }
        return parts + [.text(String(rest))]
    }

    // MARK: Writing

    private static func laidOut(_ value: Value, _ layout: Layout) -> String {
        let text: String
        switch value {
        case .text(let string): text = layout.precision.map { String(string.unicodeScalars.prefix($0)) } ?? string
        case .number(let number) where layout.type == "f": text = fixed(number, layout.precision ?? 6)
        case .number(let number) where layout.type == "s" && number != number.rounded():
            text = PythonRepr.float(number)
        case .number(let number): text = String(Int(number))
        }
        let padding = max(0, layout.width - text.unicodeScalars.count)
        if layout.isLeft { return text + String(repeating: " ", count: padding) }
        if layout.isZeroed, case .number = value { return String(repeating: "0", count: padding) + text }
        return String(repeating: " ", count: padding) + text
    }

    /// A non-negative number with a fixed number of decimal places.
    private static func fixed(_ number: Double, _ digits: Int) -> String {
        let digits = min(digits, 9)
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        guard number >= 0, number < 9e15 / Double(scale) * 1000,
            let scaled = Int(exactly: (number * Double(scale)).rounded())
        else { return "\(number)" }
        if digits == 0 { return String(scaled) }
        let tail = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: digits - tail.count) + tail
    }
}

import HydrangeaFiles

/// How a log line looks, in the words of Python's logging: `[%(asctime)s][%(name)s] %(message)s`.
struct LogFormat: Sendable {
    /// One line to be written.
    struct Line {
        var moment: Moment
        var name: String
        var level: String
        var message: String
        var file: String
        var function: String
        var line: UInt
    }

    private enum Field: String {
        case time = "asctime"
        case name
        case level = "levelname"
        case message
        case file = "filename"
        case path = "pathname"
        case function = "funcName"
        case line = "lineno"
    }

    private enum Part {
        case text([UInt8])
        /// Padded with spaces to a width: on the right when it is negative.
        case field(Field, width: Int)
    }

    private var parts: [Part] = []
    /// A `strftime` format, when the usual one is not wanted.
    private let dateFormat: String?

    /// Reads a format. A field that has no meaning here stays as it is written.
    init(_ text: String, dateFormat: String? = nil) {
        self.dateFormat = dateFormat
        var rest = Array(text.utf8)[...]
        var literal: [UInt8] = []
        while let byte = rest.first {
            if byte == UInt8(ascii: "%"), let (field, width, length) = Self.field(rest) {
                parts += [.text(literal), .field(field, width: width)]
                literal = []
                rest = rest.dropFirst(length)
            } else {
                literal.append(byte)
                // In Python's formats a percent sign is doubled.
                rest = rest.dropFirst(rest.starts(with: Array("%%".utf8)) ? 2 : 1)
            }
        }
        parts.append(.text(literal))
    }

    /// Reads `%(name)-8s` at the start of a text.
    private static func field(_ text: ArraySlice<UInt8>) -> (Field, width: Int, length: Int)? {
        guard text.dropFirst().first == UInt8(ascii: "("), let close = text.firstIndex(of: UInt8(ascii: ")")) else { return nil }
        guard let field = Field(rawValue: String(decoding: text[(text.startIndex + 2)..<close], as: UTF8.self)) else { return nil }
        let tail = text[(close + 1)...]
        guard let end = tail.firstIndex(where: { $0 == UInt8(ascii: "s") || $0 == UInt8(ascii: "d") }) else { return nil }
        let digits = String(decoding: tail[..<end], as: UTF8.self)
        guard let width = digits.isEmpty ? 0 : Int(digits), abs(width) <= 1000 else { return nil }
        return (field, width, end + 1 - text.startIndex)
    }

    /// The line with its line break.
    func bytes(_ line: Line) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let text): bytes += text
            case .field(let field, let width):
                let text = text(of: field, line)
                let padding = [UInt8](repeating: UInt8(ascii: " "), count: max(0, abs(width) - text.unicodeScalars.count))
                bytes += width < 0 ? Array(text.utf8) + padding : padding + Array(text.utf8)
            }
        }
        return bytes + [UInt8(ascii: "\n")]
    }

    private func text(of field: Field, _ line: Line) -> String {
        switch field {
        case .time: dateFormat.map(line.moment.local) ?? line.moment.logTime
        case .name: line.name
        case .level: line.level
        case .message: line.message
        case .file: FilePath.name(of: line.file)
        case .path: line.file
        case .function: line.function
        case .line: String(line.line)
        }
    }
}

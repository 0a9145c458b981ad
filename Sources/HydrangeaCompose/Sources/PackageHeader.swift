import HydrangeaTree

/// Reads `# @package NAME` from the head of a config file.
enum PackageHeader {
    /// The number of characters that are searched; a header that crosses the limit is cut there.
    private static let limit = 512

    static func read(_ source: SourceText) throws(ConfigError) -> String? {
        // Most files have no header; the first byte tells.
        guard let first = source.bytes.first(where: { $0 != " " }),
            first != "#" || source.bytes.contains(UInt8(ascii: "@"))
        else { return nil }
        switch first {
        case "a"..."z", "A"..."Z", "_": return nil
        default: break
        }
        var package: String?
        var number = 0
        for line in lines(of: source) {
            number += 1
            let text = trimmed(line[...])
            if text.isEmpty { continue }
            guard let header = headerText(text) else { break }
            let parts = header.split(separator: " ")
            guard parts.count == 2 else {
                throw ConfigError(
                    Diagnostic(
                        .yamlSyntax,
                        parts.count < 2 ? "this header gives no value" : "this header has more than one value",
                        origin: Origin(source, SourceText.Position(line: number, column: 1)), length: line.count,
                        notes: ["a header is a key and a value with a space between, and nothing behind"],
                        help: "write # @package NAME"))
            }
            if string(parts[0]) == "@package" { package = string(trimmed(parts[1])) }
        }
        return package
    }

    /// The text after the number signs of a header line: `#`, then `@`, with white space before each.
    private static func headerText(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        guard line.first == "#", trimmed(line.dropFirst()).first == "@" else { return nil }
        return trimmed(line.drop { $0 == "#" })
    }

    private static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var text = text
        while let first = text.first, first.properties.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.properties.isWhitespace { text = text.dropLast() }
        return text
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        for scalar in scalars { text.unicodeScalars.append(scalar) }
        return text
    }

    /// The lines of the head of the file, broken where Python's `splitlines` breaks.
    private static func lines(of source: SourceText) -> [[Unicode.Scalar]] {
        // A byte order mark is not removed: the first line after it is no header.
        var scalars = Array(String(decoding: source.bytes.prefix(limit * 4), as: UTF8.self).unicodeScalars)
        // Python reads a carriage return and line feed as one character.
        var read: [Unicode.Scalar] = []
        var previous: Unicode.Scalar?
        for scalar in scalars {
            if !(scalar == "\n" && previous == "\r") { read.append(scalar == "\r" ? "\n" : scalar) }
            previous = scalar
        }
        scalars = Array(read.prefix(limit))
        return scalars.split(omittingEmptySubsequences: false) { scalar in
            switch scalar.value {
            case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
            default: false
            }
        }.map(Array.init)
    }
}

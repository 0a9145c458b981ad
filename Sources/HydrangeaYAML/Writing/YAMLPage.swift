/// The text that a ``PythonEmitter`` has written so far, with the current column.
struct YAMLPage {
    private(set) var bytes: [UInt8] = []
    private var column = 0
    /// True if the last characters that were written separate words.
    private var endsWithBlank = true
    /// True if the line holds nothing but marks of lists and keys.
    private(set) var isAtIndention = true
    /// True if the document ends with a text that further lines could continue.
    var isOpenEnded = false

    private static let width = 80

    // MARK: Marks and lines

    /// Writes a mark, with a blank before it if it would touch the text before it.
    mutating func indicator(_ mark: StaticString, needsBlank: Bool = true, staysAtIndention: Bool = false) {
        if needsBlank, !endsWithBlank { write(" ") }
        bytes += UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
        column += mark.utf8CodeUnitCount
        endsWithBlank = false
        isAtIndention = isAtIndention && staysAtIndention
        isOpenEnded = false
    }

    /// Moves to a column. Begins a new line if the current line is beyond the column or has text.
    mutating func indent(to target: Int) {
        if !isAtIndention || column > target || column == target && !endsWithBlank { breakLine() }
        guard column < target else { return }
        bytes += repeatElement(UInt8(ascii: " "), count: target - column)
        column = target
        endsWithBlank = true
    }

    private mutating func breakLine(_ mark: Unicode.Scalar = "\n") {
        bytes += String(mark).utf8
        column = 0
        endsWithBlank = true
        isAtIndention = true
    }

    private mutating func write(_ letter: Unicode.Scalar) {
        if letter.isASCII {
            bytes.append(UInt8(truncatingIfNeeded: letter.value))
        } else {
            bytes += String(letter).utf8
        }
        column += 1
    }

    private mutating func write(_ letters: ArraySlice<Unicode.Scalar>) { for letter in letters { write(letter) } }

    /// Continues a text on the next line.
    private mutating func fold(to target: Int) {
        indent(to: target)
        endsWithBlank = false
        isAtIndention = false
    }

    // MARK: Texts

    /// A text without quotes. It is broken at a single space that stands beyond the width.
    mutating func plain(_ text: [Unicode.Scalar], indent target: Int, folds: Bool) {
        if text.isEmpty { return }
        if !endsWithBlank { write(" ") }
        endsWithBlank = false
        isAtIndention = false
        for run in Self.runs(of: text) {
            if folds, run.count == 1, text[run.lowerBound] == " ", column > Self.width {
                fold(to: target)
            } else {
                write(text[run])
            }
        }
    }

    /// A text in single quotes, in which line breaks are doubled.
    mutating func singleQuoted(_ text: [Unicode.Scalar], indent target: Int, folds: Bool) {
        indicator("'")
        for run in Self.runs(of: text) {
            let first = text[run.lowerBound]
            if first.isYAMLBreak {
                if first == "\n" { breakLine() }
                for letter in text[run] { breakLine(letter) }
                indent(to: target)
            } else if first == " ", folds, run.count == 1, column > Self.width, run.lowerBound > 0,
                run.upperBound < text.count
            {
                indent(to: target)
            } else {
                for letter in text[run] {
                    write(letter)
                    if letter == "'" { write(letter) }
                }
            }
        }
        indicator("'", needsBlank: false)
    }

    /// A text in double quotes. Beyond the width it is broken before a space and after an escape, with a backslash.
    mutating func doubleQuoted(_ text: [Unicode.Scalar], indent target: Int, folds: Bool) {
        indicator("\"")
        /// The start of the run that no escape or line break has interrupted.
        var start = 0
        for (index, letter) in text.enumerated() {
            let mayFold = folds && index > 0 && index < text.count - 1
            if let escape = Self.escape(letter) {
                for letter in escape.unicodeScalars { write(letter) }
                start = index + 1
                if mayFold, column - 1 > Self.width { foldQuoted(before: text[start], to: target) }
            } else {
                if mayFold, letter == " " || start == index, column > Self.width {
                    start = index
                    foldQuoted(before: letter, to: target)
                }
                write(letter)
            }
        }
        indicator("\"", needsBlank: false)
    }

    private mutating func foldQuoted(before next: Unicode.Scalar, to target: Int) {
        write("\\")
        fold(to: target)
        // A space at the beginning of a line would be dropped.
        if next == " " { write("\\") }
    }

    /// Writes lines as they are, below a mark.
    mutating func literal(_ text: [Unicode.Scalar], indent target: Int) {
        indicator("|")
        breakLine()
        for run in Self.runs(of: text) {
            if text[run.lowerBound].isYAMLBreak {
                for letter in text[run] { breakLine(letter) }
            } else {
                if column == 0 { indent(to: target) }
                write(text[run])
            }
        }
    }

    /// The runs of a text: spaces, line breaks, and the characters between them.
    private static func runs(of text: [Unicode.Scalar]) -> [Range<Int>] {
        func kind(_ letter: Unicode.Scalar) -> Int { letter == " " ? 0 : letter.isYAMLBreak ? 1 : 2 }
        var runs: [Range<Int>] = []
        var start = 0
        for index in text.indices.dropFirst() where kind(text[index]) != kind(text[index - 1]) {
            runs.append(start..<index)
            start = index
        }
        if start < text.count { runs.append(start..<text.count) }
        return runs
    }

    /// The escape of a character in double quotes; nil if it needs none.
    private static func escape(_ letter: Unicode.Scalar) -> String? {
        switch letter {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\0": return "\\0"
        case "\u{7}": return "\\a"
        case "\u{8}": return "\\b"
        case "\t": return "\\t"
        case "\n": return "\\n"
        case "\u{B}": return "\\v"
        case "\u{C}": return "\\f"
        case "\r": return "\\r"
        case "\u{1B}": return "\\e"
        case "\u{85}": return "\\N"
        case "\u{2028}": return "\\L"
        case "\u{2029}": return "\\P"
        default: break
        }
        switch letter.value {
        case 0x20...0x7E, 0xA0...0xD7FF: return nil
        case 0xE000...0xFFFD where letter.value != 0xFEFF: return nil
        case ...0xFF: return "\\x" + hexadecimal(letter.value, digits: 2)
        case ...0xFFFF: return "\\u" + hexadecimal(letter.value, digits: 4)
        default: return "\\U" + hexadecimal(letter.value, digits: 8)
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

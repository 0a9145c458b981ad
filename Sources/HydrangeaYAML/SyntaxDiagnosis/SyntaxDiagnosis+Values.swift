import HydrangeaTree

/// Mistakes within one value: its first character, quotes, escapes, block texts, names and tags, and bytes that are not
/// UTF-8.
extension SyntaxDiagnosis {
    /// A character that no value may start with.
    var wrongStart: Diagnostic {
        guard let found = text.scalar(problem.mark) else { return report("a value is missing here") }
        if found == "\t" { return tab }
        if found == "|" || found == ">" {
            return report("a text block that starts with '\(found)' may not stand here", help: "quote the text instead")
        }
        if let closing = strayClosing { return closing }
        return report("a value may not start with '\(found)'", help: quoting(text.word(at: problem.mark)))
    }

    var tab: Diagnostic {
        report("a tab may not indent a line", help: "use spaces")
    }

    var unclosedQuote: Diagnostic {
        let quote = text.scalar(start) ?? "'"
        let isMarker = problem.text == "found unexpected document indicator"
        return report(
            "this quote is not closed", at: start,
            label: isMarker ? "line \(problem.mark.line) starts with a document marker" : nil,
            help: quote == "'"
                ? "close it with '; a ' within the text is written twice: 'it''s'"
                : "close it with \"; a \" within the text is written \\\"")
    }

    var unknownEscape: Diagnostic {
        let letter = text.rest(problem.mark).dropFirst().first.map(String.init) ?? ""
        return report(
            "'\\\(letter)' has no meaning in double quotes", length: 2,
            help: "for a backslash write \\\\, or use single quotes")
    }

    /// `\x4`: libyaml stops after the letter.
    var shortEscape: Diagnostic {
        let letter = text.before(problem.mark).last ?? "x"
        let digits = letter == "x" ? 2 : letter == "u" ? 4 : 8
        return report(
            "'\\\(letter)' must be followed by \(digits) hexadecimal digits", at: escapeMark, length: 2,
            help: "for a backslash write \\\\, or use single quotes")
    }

    var noCharacter: Diagnostic {
        let letter = text.before(problem.mark).last ?? "u"
        let digits = text.rest(problem.mark).prefix(letter == "x" ? 2 : letter == "u" ? 4 : 8)
        let isSurrogate = digits.first == "d" || digits.first == "D"
        return report(
            "'\\\(letter)\(ProblemText.string(digits))' is no character", at: escapeMark, length: digits.count + 2,
            help: isSurrogate && letter == "u"
                ? "write a character beyond \\uFFFF as one \\U and 8 digits: \\U0001F600" : nil)
    }

    private var escapeMark: SourceText.Position {
        SourceText.Position(line: problem.mark.line, column: max(1, problem.mark.column - 2))
    }

    var zeroIndentation: Diagnostic { report("a text block is indented by 1 to 9 blanks, not 0", help: "remove the 0") }

    var textAfterBar: Diagnostic {
        let sign = text.scalar(start) ?? "|"
        return report(
            "text may not follow '\(sign)' on its line",
            help: "start the text on the next line; if it is not meant as a block, quote it")
    }

    /// `& x`, `*`, `&a/b`.
    var anchorName: Diagnostic {
        let sign = text.scalar(start) ?? "&"
        return report(
            "after '\(sign)' comes a name of letters, digits, '-' and '_'", at: start,
            help: quoting(text.word(at: start), "for text that starts with '\(sign)', quote it"))
    }

    var undeclaredTagHandle: Diagnostic {
        let word = text.word(at: start)
        return report(
            "this tag's handle is not declared", at: start,
            help: quoting(word, "for text that starts with '!', quote it"))
    }

    var otherVersion: Diagnostic {
        report("this file asks for another version of YAML than 1.1 or 1.2", help: "remove the line")
    }

    /// A byte sequence that is not UTF-8, or a character that YAML does not allow.
    var encoding: Diagnostic {
        let bytes = text.source.bytes
        let skipped = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let offset = min(problem.offset + skipped, max(0, bytes.count - 1))
        let mark = text.source.position(at: offset)
        if isUTF16(bytes) {
            return report(
                "this file is UTF-16, and a config must be UTF-8", at: SourceText.Position(line: 1, column: 1),
                help: "iconv -f UTF-16 -t UTF-8 OLD > NEW")
        }
        if problem.text == "control characters are not allowed", let scalar = text.rest(mark).first {
            let number = String(scalar.value, radix: 16, uppercase: true)
            let name = String(repeating: "0", count: max(0, 4 - number.count)) + number
            return report(
                "the character U+\(name) may not stand in a file", at: mark,
                help: "remove it, or write it as an escape in double quotes")
        }
        return report(
            "this is not UTF-8", at: mark, label: "byte \(offset + 1) of the file", help: "save the file as UTF-8")
    }

    private func isUTF16(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        // Without a mark, every second byte of plain text is zero.
        let head = bytes.prefix(64)
        return head.count >= 4 && head.count(where: { $0 == 0 }) * 5 >= head.count * 2
    }
}

import HydrangeaTree

/// The diagnosis of a text that is not YAML. libyaml reports only where it stopped; the text around that place shows
/// the mistake.
struct SyntaxDiagnosis {
    let problem: SyntaxProblem
    let text: ProblemText

    init(_ problem: SyntaxProblem, in source: SourceText) {
        self.problem = problem
        text = ProblemText(source)
    }

    var diagnostic: Diagnostic {
        if problem.isEncoding { return encoding }
        switch problem.text {
        case "mapping values are not allowed in this context": return unexpectedColon
        case "could not find expected ':'": return missingColon
        case "did not find expected key": return unexpectedInMapping
        case "did not find expected '-' indicator": return unexpectedInList
        case "did not find expected ',' or ']'": return unexpectedInFlow(isList: true)
        case "did not find expected ',' or '}'": return unexpectedInFlow(isList: false)
        case "found unexpected ':'": return colonBeforeBracket
        case "did not find expected node content":
            return problem.context == "while parsing a flow node" ? missingInFlow : wrongStart
        case "block sequence entries are not allowed in this context": return misplacedDash
        case "mapping keys are not allowed in this context": return misplacedQuestionMark
        case "found character that cannot start any token": return wrongStart
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return tab
        case "found unexpected end of stream", "found unexpected document indicator": return unclosedQuote
        case "found unknown escape character": return unknownEscape
        case "did not find expected hexdecimal number": return shortEscape
        case "found invalid Unicode character escape code": return noCharacter
        case "found an indentation indicator equal to 0": return zeroIndentation
        case "did not find expected comment or line break" where problem.context == "while scanning a block scalar":
            return textAfterBar
        case "did not find expected alphabetic or numeric character": return anchorName
        case "did not find expected <document start>": return afterDocument
        case "found undefined tag handle": return undeclaredTagHandle
        case "found incompatible YAML document": return otherVersion
        default: return byContext
        }
    }

    /// Rare mistakes, recognised by the construct that libyaml was reading.
    private var byContext: Diagnostic {
        switch problem.context {
        case "while scanning a tag", "while parsing a tag":
            return report(
                "this tag is not well formed", at: start,
                help: quoting(text.word(at: start), "for text that starts with '!', quote it"))
        case let context where context.contains("directive"):
            return report(
                "a line that starts with '%' must be a YAML directive", at: start,
                help: "for text that starts with '%', quote it")
        case _ where problem.text.contains("directive"):
            return report("this directive is given twice", help: "remove one of the two")
        default: return report("this is not YAML", help: "quote the value, if it is text")
        }
    }

    /// The start of the construct that could not be read.
    var start: SourceText.Position { problem.contextMark ?? problem.mark }

    /// A diagnostic about the place where libyaml stopped, or about another place.
    func report(
        _ message: String, at mark: SourceText.Position? = nil, length: Int = 1, label: String? = nil,
        notes: [String] = [],
        help: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .yamlSyntax, message, origin: Origin(text.source, text.visible(mark ?? problem.mark)), length: length,
            label: label,
            notes: notes, help: help)
    }

    /// Help that shows a text in quotes, after a word of introduction.
    func quoting(_ shown: String, _ introduction: String = "quote it") -> String {
        guard !shown.isEmpty, shown.unicodeScalars.count <= 60 else { return introduction }
        return introduction + ": " + SyntaxDiagnosis.quoted(shown)
    }

    static func quoted(_ text: String) -> String {
        var quoted = "'"
        for scalar in text.unicodeScalars { quoted += scalar == "'" ? "''" : String(scalar) }
        return quoted + "'"
    }
}

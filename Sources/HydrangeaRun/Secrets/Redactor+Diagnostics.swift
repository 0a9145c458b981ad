import HydrangeaDecode
public import HydrangeaTree

extension Redactor {
    /// The error with secrets redacted in its messages and excerpts.
    public func redact(_ error: ConfigError) -> ConfigError { ConfigError(redact(error.diagnostics)) ?? error }

    /// The diagnostics with secrets redacted in their messages and excerpts.
    public func redact(_ diagnostics: [Diagnostic]) -> [Diagnostic] { diagnostics.map(redact) }

    private func redact(_ diagnostic: Diagnostic) -> Diagnostic {
        var copy = diagnostic
        copy.message = redact(diagnostic.message)
        copy.label = diagnostic.label.map { redact($0) }
        copy.notes = diagnostic.notes.map { redact($0) }
        copy.reason = diagnostic.reason.map(redact)
        copy.context = diagnostic.context.map { redact($0) }
        copy.help = diagnostic.help.map { redact($0) }
        let position = diagnostic.origin.position
        if let source = diagnostic.origin.source, source.isShown, let line = source.line(position.line) {
            let redacted = RedactedLine(line, hiding: ranges(of: line, in: source.kind))
            if redacted.isChanged {
                let end = redacted.column(of: position.column - 1 + diagnostic.length)
                let start = redacted.column(of: position.column - 1)
                // An excerpt shows only this line, so the others can be empty.
                let text = String(repeating: "\n", count: position.line - 1) + redacted.text
                copy.origin = Origin(
                    SourceText(source.kind, text: text),
                    SourceText.Position(line: position.line, column: start + 1))
                copy.length = max(1, end - start)
            }
        }
        return copy
    }

    /// The place with secrets redacted in the text that a reason shows: the argument, or the path of the file.
    private func redact(_ reason: Origin) -> Origin {
        guard let source = reason.source else { return reason }
        switch source.kind {
        case .argument:
            return Origin(SourceText(source.kind, text: redact(String(decoding: source.bytes, as: UTF8.self))))
        case .file(let path): return Origin(SourceText(.file(redact(path)), bytes: source.bytes), reason.range)
        default: return reason
        }
    }

    private func ranges(of line: String, in kind: SourceText.Kind) -> [Range<Int>] {
        if case .argument = kind, let value = ArgumentSecrets(rules, declared: places).valueRange(in: line) {
            return [line.utf8.distance(from: line.startIndex, to: value.lowerBound)..<line.utf8.count]
        }
        return ranges(in: Array(line.utf8))
    }
}

/// A line with its secrets replaced, and a map from old columns to new ones.
private struct RedactedLine {
    private(set) var text = ""
    /// The columns of each secret before and after the replacement.
    private var columns: [(before: Range<Int>, after: Range<Int>)] = []

    var isChanged: Bool { !columns.isEmpty }

    /// - Parameter ranges: The byte ranges of the secrets.
    init(_ line: String, hiding ranges: [Range<Int>]) {
        let bytes = Array(line.utf8)
        func count(_ range: Range<Int>) -> Int { String(decoding: bytes[range], as: UTF8.self).unicodeScalars.count }
        var start = 0
        var before = 0
        var after = 0
        for range in ranges {
            text += String(decoding: bytes[start..<range.lowerBound], as: UTF8.self) + Redacted.text
            let kept = count(start..<range.lowerBound)
            let hidden = count(range)
            columns.append(
                (before + kept..<before + kept + hidden, after + kept..<after + kept + Redacted.text.utf8.count))
            before += kept + hidden
            after += kept + Redacted.text.utf8.count
            start = range.upperBound
        }
        text += String(decoding: bytes[start...], as: UTF8.self)
    }

    /// The new column of an old one. A column inside a secret becomes the start of the replacement.
    func column(of old: Int) -> Int {
        var shift = 0
        for (before, after) in columns {
            if old <= before.lowerBound { break }
            if old < before.upperBound { return after.lowerBound }
            shift = after.upperBound - before.upperBound
        }
        return old + shift
    }
}

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
        copy.origin = redactedExcerpt(of: diagnostic.origin)
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

    /// The same place, in a text whose line shows no secret.
    private func redactedExcerpt(of origin: Origin) -> Origin {
        let number = origin.position.line
        guard let source = origin.source, source.isShown, let line = source.line(number),
            let range = source.lineRanges.dropFirst(number - 1).first
        else { return origin }
        let redacted = RedactedLine(line, hiding: ranges(of: line, in: source.kind))
        guard redacted.isChanged else { return origin }
        // An excerpt shows only this line, so the others can be empty.
        let lead = String(repeating: "\n", count: number - 1)
        let start = redacted.offset(of: origin.range.lowerBound - range.lowerBound)
        let end = redacted.offset(of: min(origin.range.upperBound, range.upperBound) - range.lowerBound)
        return Origin(
            SourceText(source.kind, text: lead + redacted.text),
            lead.utf8.count + start..<lead.utf8.count + max(start, end))
    }

    private func ranges(of line: String, in kind: SourceText.Kind) -> [Range<Int>] {
        if case .argument = kind, let value = ArgumentSecrets(rules, declared: places).valueRange(in: line) {
            return [line.utf8.distance(from: line.startIndex, to: value.lowerBound)..<line.utf8.count]
        }
        return ranges(in: Array(line.utf8))
    }
}

/// A line with its secrets replaced, and a map from old offsets to new ones.
private struct RedactedLine {
    private(set) var text = ""
    /// The bytes of each secret before and after the replacement.
    private var secrets: [(before: Range<Int>, after: Range<Int>)] = []

    var isChanged: Bool { !secrets.isEmpty }

    /// - Parameter ranges: The byte ranges of the secrets.
    init(_ line: String, hiding ranges: [Range<Int>]) {
        let bytes = Array(line.utf8)
        var start = 0
        for range in ranges {
            text += String(decoding: bytes[start..<range.lowerBound], as: UTF8.self)
            let after = text.utf8.count
            text += Redacted.text
            secrets.append((range, after..<text.utf8.count))
            start = range.upperBound
        }
        text += String(decoding: bytes[start...], as: UTF8.self)
    }

    /// The new offset of an old one. An offset inside a secret becomes the start of the replacement.
    func offset(of old: Int) -> Int {
        var shift = 0
        for (before, after) in secrets {
            if old <= before.lowerBound { break }
            if old < before.upperBound { return after.lowerBound }
            shift = after.upperBound - before.upperBound
        }
        return old + shift
    }
}

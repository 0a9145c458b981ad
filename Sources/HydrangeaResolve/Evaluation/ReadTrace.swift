/// The reads of one text while it is evaluated.
struct ReadTrace: Sendable {
    enum Read: Hashable, Sendable {
        /// The value of an entry.
        case value(Int)
        /// The keys of a mapping, without its values.
        case keys(Int)
        case environment(String)
        case secret
    }

    struct Note: Hashable, Sendable {
        /// The number of the text's part that made the read.
        let part: Int
        let read: Read
    }

    let entry: Int
    /// The reads, in the order in which the text needed them. A later attempt at the text starts an empty list.
    var notes: [Note] = []
    /// The number of the part under evaluation.
    var part = 0
    /// The end of each part's value in the text's value, in UTF-8 bytes; empty if the text is a single interpolation.
    var ends: [Int] = []
}

extension Evaluation {
    /// Records a read of the current text, if `purpose.isTraced`.
    mutating func note(_ read: @autoclosure () -> ReadTrace.Read) {
        guard purpose.isTraced, let top = texts.indices.last else { return }
        texts[top].trace.notes.append(.init(part: texts[top].trace.part, read: read()))
    }

    /// Sets the part of the current text to which the following reads belong.
    mutating func tracePart(_ number: Int) {
        if purpose.isTraced, let top = texts.indices.last { texts[top].trace.part = number }
    }

    /// Records the end of a part's value in the value of the current text.
    mutating func traceEnd(of value: PythonText) {
        if purpose.isTraced, let top = texts.indices.last { texts[top].trace.ends.append(value.text.utf8.count) }
    }

    /// Keeps the reads of the text on top of the stack, even if the text has failed.
    mutating func keepTrace() {
        if purpose.isTraced, let text = texts.last, !text.trace.notes.isEmpty { traces.append(text.trace) }
    }
}

/// Notes what one text reads while it is evaluated.
struct ReadTrace: Sendable {
    enum Read: Hashable, Sendable {
        /// The value of an entry.
        case value(Int)
        /// The keys of an entry that is a mapping, and nothing of its values.
        case keys(Int)
        case environment(String)
        case secret
    }

    struct Note: Hashable, Sendable {
        /// The number of the text's part that has read it.
        let part: Int
        let read: Read
    }

    let entry: Int
    /// In the order in which the text needed it. A later attempt at the text begins anew.
    var notes: [Note] = []
    /// The number of the part that is being evaluated.
    var part = 0
    /// The end of each part's share of the value, in bytes; empty when there is only one part.
    var ends: [Int] = []
}

extension Evaluation {
    /// Notes what the current text reads, when somebody asked for that.
    mutating func note(_ read: @autoclosure () -> ReadTrace.Read) {
        guard purpose.isTraced, let top = texts.indices.last else { return }
        texts[top].trace.notes.append(.init(part: texts[top].trace.part, read: read()))
    }

    /// Notes which part of the current text is evaluated next.
    mutating func tracePart(_ number: Int) {
        if purpose.isTraced, let top = texts.indices.last { texts[top].trace.part = number }
    }

    /// Notes how far the value of the current text has grown.
    mutating func traceEnd(of value: PythonText) {
        if purpose.isTraced, let top = texts.indices.last { texts[top].trace.ends.append(value.text.utf8.count) }
    }

    /// Keeps what the text on top of the stack has read, whether it got a value or not.
    mutating func keepTrace() {
        if purpose.isTraced, let text = texts.last, !text.trace.notes.isEmpty { traces.append(text.trace) }
    }
}

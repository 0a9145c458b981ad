/// Writes YAML in the layout of PyYAML's emitter, with which the releases of Hydra before 1.4 print: block style, width
/// 80, characters beyond ASCII as they are.
///
/// The differences from libyaml: where quoted text is folded, which characters need an escape, and which keys are
/// written after a question mark.
struct PythonEmitter: EventEmitter {
    /// A list or mapping that is being written.
    private struct Open {
        var isMapping: Bool
        /// The column of its items or keys.
        var indent: Int
        /// In a mapping: true if a value comes next, and not a key.
        var awaitsValue = false
        /// True if the last key was written after a question mark.
        var hasExplicitKey = false
    }

    private var page = YAMLPage()
    private var open: [Open] = []
    /// A list or mapping that has begun and has no child yet. If none follows, it is written as `[]` or `{}`.
    private var pending: Open?

    mutating func startMapping() { start(isMapping: true) }
    mutating func startSequence() { start(isMapping: false) }
    mutating func endMapping() { end("{}") }
    mutating func endSequence() { end("[]") }

    mutating func plain(_ text: UnsafeBufferPointer<UInt8>, as tag: ScalarTag) {
        scalar(text, tag, allowsPlain: true, isEscaped: false)
    }

    mutating func quoted(_ text: UnsafeBufferPointer<UInt8>) {
        scalar(text, .string, allowsPlain: false, isEscaped: false)
    }

    mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        scalar(text, .string, allowsPlain: false, isEscaped: true)
    }

    mutating func binary(_ base64: UnsafeBufferPointer<UInt8>) {
        let text = Array(String(decoding: base64, as: UTF8.self).unicodeScalars)
        beginNode(isSimpleKey: false)
        page.indicator("!!binary")
        if text.isEmpty {
            page.doubleQuoted(text, indent: contentIndent, folds: true)
        } else {
            page.literal(text, indent: contentIndent)
        }
        finishChild()
    }

    consuming func finish() -> [UInt8] {
        page.indent(to: 0)
        if page.isOpenEnded {
            page.indicator("...")
            page.indent(to: 0)
        }
        return page.bytes
    }

    // MARK: Nodes

    private mutating func start(isMapping: Bool) {
        beginNode(isSimpleKey: false)
        let parent = open.last
        var indent = parent.map { $0.indent + 2 } ?? 0
        // A list in a mapping is written below its key, unless it begins on the line of the key's mark.
        if !isMapping, let parent, parent.isMapping, !page.isAtIndention { indent = parent.indent }
        pending = Open(isMapping: isMapping, indent: indent)
    }

    private mutating func end(_ empty: StaticString) {
        if pending != nil {
            pending = nil
            page.indicator(empty)
        } else {
            open.removeLast()
        }
        finishChild()
    }

    private mutating func scalar(
        _ bytes: UnsafeBufferPointer<UInt8>, _ tag: ScalarTag, allowsPlain: Bool, isEscaped: Bool
    ) {
        let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let shape = TextShape(text)
        let awaitsKey = (pending ?? open.last).map { $0.isMapping && !$0.awaitsValue } ?? false
        let isSimpleKey = awaitsKey && !text.isEmpty && !shape.hasBreaks && text.count + tag.width < 128
        let isRoot = open.isEmpty && pending == nil
        beginNode(isSimpleKey: isSimpleKey)
        if isEscaped {
            page.doubleQuoted(text, indent: contentIndent, folds: !isSimpleKey)
        } else if allowsPlain, shape.allowsPlain {
            page.plain(text, indent: contentIndent, folds: !isSimpleKey)
            page.isOpenEnded = isRoot
        } else if shape.allowsSingleQuotes {
            page.singleQuoted(text, indent: contentIndent, folds: !isSimpleKey)
        } else {
            page.doubleQuoted(text, indent: contentIndent, folds: !isSimpleKey)
        }
        finishChild()
    }

    /// The column in which the further lines of a scalar begin.
    private var contentIndent: Int { open.last.map { $0.indent + 2 } ?? 2 }

    /// Writes the text before a node: the line's indent, and the mark of a list's item, of a key or of a value.
    private mutating func beginNode(isSimpleKey: Bool) {
        if let begun = pending {
            pending = nil
            open.append(begun)
        }
        guard let last = open.indices.last else { return }
        if !open[last].isMapping {
            page.indent(to: open[last].indent)
            page.indicator("-", staysAtIndention: true)
        } else if !open[last].awaitsValue {
            page.indent(to: open[last].indent)
            open[last].hasExplicitKey = !isSimpleKey
            if !isSimpleKey { page.indicator("?", staysAtIndention: true) }
        } else if open[last].hasExplicitKey {
            page.indent(to: open[last].indent)
            page.indicator(":", staysAtIndention: true)
        } else {
            page.indicator(":", needsBlank: false)
        }
    }

    private mutating func finishChild() {
        guard let last = open.indices.last, open[last].isMapping else { return }
        open[last].awaitsValue.toggle()
    }
}

/// The ways in which the characters of a text allow it to be written.
struct TextShape {
    private(set) var hasBreaks = false
    /// True if the text may stand without quotes in a block.
    private(set) var allowsPlain = true
    private(set) var allowsSingleQuotes = true

    init(_ text: [Unicode.Scalar]) {
        guard let first = text.first, let last = text.last else { return }
        let isMarker = text.starts(with: "---".unicodeScalars) || text.starts(with: "...".unicodeScalars)
        if isMarker || first.isBlankOrBreak || last.isBlankOrBreak { allowsPlain = false }
        if Self.indicators.contains(first) { allowsPlain = false }
        if first == "?" || first == "-", Self.endsWord(text, at: 1) { allowsPlain = false }
        var previous: Unicode.Scalar?
        for (index, letter) in text.enumerated() {
            if letter == ":", Self.endsWord(text, at: index + 1) { allowsPlain = false }
            if letter == "#", index > 0, previous?.isSpaceOrEnd == true { allowsPlain = false }
            if letter.isYAMLBreak {
                hasBreaks = true
                if previous == " " { allowsSingleQuotes = false }
            } else if letter == " ", previous?.isYAMLBreak == true {
                allowsSingleQuotes = false
            }
            if letter != "\n", !letter.isPrintable { allowsSingleQuotes = false }
            previous = letter
        }
        if hasBreaks || !allowsSingleQuotes { allowsPlain = false }
    }

    private static let indicators = Set("#,[]{}&*!|>'\"%@`".unicodeScalars)

    private static func endsWord(_ text: [Unicode.Scalar], at index: Int) -> Bool {
        index >= text.count || text[index].isSpaceOrEnd
    }
}

extension Unicode.Scalar {
    /// True for the line breaks of YAML 1.1.
    var isYAMLBreak: Bool { self == "\n" || self == "\u{85}" || self == "\u{2028}" || self == "\u{2029}" }

    fileprivate var isBlankOrBreak: Bool { self == " " || isYAMLBreak }

    /// True if the character ends a word beside an indicator.
    fileprivate var isSpaceOrEnd: Bool { isBlankOrBreak || self == "\0" || self == "\t" || self == "\r" }

    /// True if the character may stand outside of double quotes.
    fileprivate var isPrintable: Bool {
        switch value {
        case 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0x1_0000..<0x10_FFFF: true
        case 0xE000...0xFFFD: value != 0xFEFF
        default: false
        }
    }
}

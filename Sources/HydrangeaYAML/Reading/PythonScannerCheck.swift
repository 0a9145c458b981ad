import CLibYAML
import HydrangeaTree

/// Refuses texts that Hydra 1.3 refuses and libyaml accepts. Hydra 1.3 reads configs with PyYAML's scanner in Python,
/// which accepts a tab only in quotes, in block texts and in comments, and ends a plain text in brackets at each `?`:
///
/// ```yaml
/// lr:<TAB>0.1         # refused by 1.3; 0.1 by 1.4
/// urls: [a?b]         # refused by 1.3; the text `a?b` by 1.4
/// ```
struct PythonScannerCheck {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let hasTabs: Bool
    /// The place up to which the text is checked: in bytes, and in characters, which libyaml's marks count.
    private var position = 0
    private var characters = 0
    /// The end of the last quoted text or closed bracket, after which a comment needs no space.
    private var closedEnd = 0
    /// The number of open lists and mappings in brackets or braces.
    private var flowDepth = 0

    /// A construct that is refused, with its offset in bytes.
    struct Refusal: Error {
        enum Reason { case tab, questionMark }
        let reason: Reason
        let position: Int

        /// The error of the text `source`, in which the checked text begins at `start`.
        func error(in source: SourceText, from start: Int) -> ConfigError {
            let origin = Origin(source, start + position..<start + position + 1)
            switch reason {
            case .tab:
                return ConfigError(
                    Diagnostic(
                        .yamlSyntax,
                        "by the rules of Hydra 1.3 a tab may only stand in quotes, block texts and comments",
                        origin: origin, help: "use spaces"))
            case .questionMark:
                return ConfigError(
                    Diagnostic(
                        .yamlSyntax, "by the rules of Hydra 1.3 a text with '?' in a list or mapping needs quotes",
                        origin: origin, help: "quote the text: 'a?b'"))
            }
        }
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        hasTabs = bytes.contains(UInt8(ascii: "\t"))
    }

    /// Checks the text up to the end of an event.
    mutating func take(_ event: UnsafePointer<yaml_event_t>) throws(Refusal) {
        let end = Int(event.pointee.end_mark.index)
        switch event.pointee.type {
        case YAML_SEQUENCE_START_EVENT:
            if event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE { try enterFlow(endingAt: end) }
        case YAML_MAPPING_START_EVENT:
            if event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE { try enterFlow(endingAt: end) }
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            // Within brackets all lists and mappings are in brackets.
            guard flowDepth > 0 else { break }
            if hasTabs { try checkTokens { $0.characters < end } }
            flowDepth -= 1
            closedEnd = position
        case YAML_SCALAR_EVENT: try take(event.pointee.data.scalar, event.pointee)
        case YAML_STREAM_END_EVENT: if hasTabs { try checkTokens { _ in true } }
        default: break
        }
    }

    private mutating func enterFlow(endingAt end: Int) throws(Refusal) {
        if hasTabs { try checkTokens { $0.characters < end } }
        flowDepth += 1
    }

    private mutating func take(
        _ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, _ event: yaml_event_t
    ) throws(Refusal) {
        let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
        if !hasTabs, flowDepth == 0 || !isPlain { return }
        let start = Int(event.start_mark.index)
        let end = Int(event.end_mark.index)
        if isPlain {
            let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            guard flowDepth > 0, text.contains(UInt8(ascii: "?")) else { return }
            try checkTokens { $0.characters < start }
            try checkTokens { $0.characters < end && $0.bytes[$0.position] != "?" }
            throw Refusal(reason: .questionMark, position: position)
        }
        try checkTokens { $0.characters < start }
        try checkTokens { $0.characters < end && !$0.isAtIndicator(of: scalar.style) }
        if scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE {
            try checkTokens { $0.characters < end && !$0.isLineBreak }
        }
        while characters < end, position < bytes.count { advance() }
        closedEnd = position
    }

    /// Checks the text for tabs while `condition` holds, and passes comments, anchors and tags as a whole.
    private mutating func checkTokens(while condition: (Self) -> Bool) throws(Refusal) {
        while position < bytes.count, condition(self) {
            switch bytes[position] {
            case "\t": throw Refusal(reason: .tab, position: position)
            case "#" where mayBeginComment: while position < bytes.count, !isLineBreak { advance() }
            case "&", "!":
                while position < bytes.count, bytes[position] > UInt8(ascii: " ") { advance() }
            default: advance()
            }
        }
    }

    private mutating func advance() {
        position += 1
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        characters += 1
    }

    private var isLineBreak: Bool { bytes[position] == "\n" || bytes[position] == "\r" }

    /// True where `#` begins a comment: it does not in the plain text `C#`.
    private var mayBeginComment: Bool {
        guard position > 0, position != closedEnd else { return true }
        return bytes[position - 1] <= UInt8(ascii: " ") || flowDepth > 0 && ",[]{}".utf8.contains(bytes[position - 1])
    }

    /// True at the character with which a quoted or block text begins.
    private func isAtIndicator(of style: yaml_scalar_style_t) -> Bool {
        switch bytes[position] {
        case "'": style == YAML_SINGLE_QUOTED_SCALAR_STYLE
        case "\"": style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
        case "|": style == YAML_LITERAL_SCALAR_STYLE
        case ">": style == YAML_FOLDED_SCALAR_STYLE
        default: false
        }
    }
}

import CLibYAML
import HydrangeaTree

/// libyaml's event parser. The bytes must stay where they are while the parser lives.
struct EventParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The event that `next()` read last. Its texts live until the next call.
    let event: UnsafeMutablePointer<yaml_event_t>

    /// Makes a parser; nil if there is no memory for it.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            event.deallocate()
            return nil
        }
        // Without this libyaml would also read UTF-16, which the oracle does not.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_event_delete(event)
        event.deallocate()
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// Reads the next event. False if the text is not YAML: `problem` then says why.
    func next() -> Bool {
        yaml_event_delete(event)
        return yaml_parser_parse(parser, event) == 1
    }

    /// The mistake that stopped the parser.
    var problem: SyntaxProblem {
        let state = parser.pointee
        return SyntaxProblem(
            isEncoding: state.error == YAML_READER_ERROR,
            isMemory: state.error == YAML_MEMORY_ERROR,
            text: state.problem.map { String(cString: $0) } ?? "",
            mark: SourceText.Position(state.problem_mark),
            context: state.context.map { String(cString: $0) } ?? "",
            contextMark: state.context == nil ? nil : SourceText.Position(state.context_mark),
            offset: state.problem_offset)
    }
}

/// A mistake that libyaml has found in a text.
struct SyntaxProblem {
    let isEncoding: Bool
    let isMemory: Bool
    let text: String
    let mark: SourceText.Position
    let context: String
    let contextMark: SourceText.Position?
    /// The offset of the byte that is not UTF-8, if `isEncoding`.
    let offset: Int
}

extension SourceText.Position {
    /// Makes the position of a mark of libyaml's, which counts from 0.
    init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

/// Turns the places of libyaml, which counts the characters of a text, into offsets of bytes.
///
/// Places come almost in order, so that a text is walked through once.
struct ByteOffsets {
    private let bytes: [UInt8]
    private let isASCII: Bool
    /// The first byte that the parser is given: a byte order mark is none of its characters.
    private let start: Int
    private var byte: Int
    private var character = 0

    init(_ bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        self.start = start
        isASCII = bytes[start...].allSatisfy { $0 < 0x80 }
        byte = start
    }

    /// The offset of the byte at which the character of a number begins.
    mutating func offset(ofCharacter number: Int) -> Int {
        if isASCII { return min(start + number, bytes.count) }
        while character < number, byte < bytes.count {
            byte += 1
            while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
            character += 1
        }
        while character > number, byte > start {
            byte -= 1
            while byte > start, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
            character -= 1
        }
        return byte
    }
}

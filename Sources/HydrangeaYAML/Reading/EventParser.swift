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
            mark: Mark(state.problem_mark),
            context: state.context.map { String(cString: $0) } ?? "",
            contextMark: state.context == nil ? nil : Mark(state.context_mark),
            offset: state.problem_offset)
    }
}

/// A mistake that libyaml has found in a text.
struct SyntaxProblem {
    let isEncoding: Bool
    let isMemory: Bool
    let text: String
    let mark: Mark
    let context: String
    let contextMark: Mark?
    /// The offset of the byte that is not UTF-8, if `isEncoding`.
    let offset: Int
}

extension Mark {
    /// Makes a mark of libyaml's, which counts from 0.
    init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

import CLibYAML

/// libyaml's emitter with the oracle's settings: block style, width 80, characters beyond ASCII as they are.
struct Emitter: ~Copyable, EventEmitter {
    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let output: UnsafeMutablePointer<[UInt8]>

    init() {
        emitter = .allocate(capacity: 1)
        output = .allocate(capacity: 1)
        output.initialize(to: [])
        yaml_emitter_initialize(emitter)
        yaml_emitter_set_output(
            emitter,
            { output, bytes, size in
                output?.assumingMemoryBound(to: [UInt8].self).pointee.append(
                    contentsOf: UnsafeBufferPointer(start: bytes, count: size))
                return 1
            }, output)
        yaml_emitter_set_unicode(emitter, 1)
        var event = yaml_event_t()
        yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING)
        emit(&event)
        yaml_document_start_event_initialize(&event, nil, nil, nil, 1)
        emit(&event)
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
        output.deinitialize(count: 1)
        output.deallocate()
    }

    /// Emits an event. It fails only if there is no memory, and then all later events fail, too.
    private func emit(_ event: inout yaml_event_t) { yaml_emitter_emit(emitter, &event) }

    /// Ends the document and returns its text.
    consuming func finish() -> [UInt8] {
        var event = yaml_event_t()
        yaml_document_end_event_initialize(&event, 1)
        emit(&event)
        yaml_stream_end_event_initialize(&event)
        emit(&event)
        return output.pointee
    }

    func startMapping() {
        var event = yaml_event_t()
        yaml_mapping_start_event_initialize(&event, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE)
        emit(&event)
    }

    func endMapping() {
        var event = yaml_event_t()
        yaml_mapping_end_event_initialize(&event)
        emit(&event)
    }

    func startSequence() {
        var event = yaml_event_t()
        yaml_sequence_start_event_initialize(&event, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE)
        emit(&event)
    }

    func endSequence() {
        var event = yaml_event_t()
        yaml_sequence_end_event_initialize(&event)
        emit(&event)
    }

    /// Writes text that needs no quotes to be read back as text; libyaml may choose quotes.
    func plain(_ text: UnsafeBufferPointer<UInt8>, as tag: ScalarTag) {
        scalar(text, tag: nil, isPlain: true, YAML_ANY_SCALAR_STYLE)
    }

    /// Writes text that would be read back as another type without quotes.
    func quoted(_ text: UnsafeBufferPointer<UInt8>) {
        scalar(text, tag: nil, isPlain: false, YAML_SINGLE_QUOTED_SCALAR_STYLE)
    }

    /// Writes text with its line breaks and other control characters as escapes.
    func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        scalar(text, tag: nil, isPlain: false, YAML_DOUBLE_QUOTED_SCALAR_STYLE)
    }

    /// Writes bytes as base 64.
    func binary(_ base64: UnsafeBufferPointer<UInt8>) {
        scalar(base64, tag: "tag:yaml.org,2002:binary", isPlain: false, YAML_LITERAL_SCALAR_STYLE)
    }

    private func scalar(
        _ text: UnsafeBufferPointer<UInt8>, tag: StaticString?, isPlain: Bool, _ style: yaml_scalar_style_t
    ) {
        var event = yaml_event_t()
        var nothing: UInt8 = 0
        withUnsafePointer(to: &nothing) { nothing in
            _ = yaml_scalar_event_initialize(
                &event, nil, tag?.utf8Start, text.baseAddress ?? nothing, Int32(clamping: text.count), isPlain ? 1 : 0,
                tag == nil ? 1 : 0, style)
        }
        emit(&event)
    }
}

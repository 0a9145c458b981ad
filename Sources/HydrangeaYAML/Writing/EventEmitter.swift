/// Writes YAML from events, in the order of the document.
protocol EventEmitter: ~Copyable {
    mutating func startMapping()
    mutating func endMapping()
    mutating func startSequence()
    mutating func endSequence()
    /// Writes text that needs no quotes to be read back as text; the emitter may choose quotes.
    mutating func plain(_ text: UnsafeBufferPointer<UInt8>, as tag: ScalarTag)
    /// Writes text that would be read back as another type without quotes.
    mutating func quoted(_ text: UnsafeBufferPointer<UInt8>)
    /// Writes text with its line breaks and other control characters as escapes.
    mutating func escaped(_ text: UnsafeBufferPointer<UInt8>)
    /// Writes bytes as base 64.
    mutating func binary(_ base64: UnsafeBufferPointer<UInt8>)
    /// Ends the document and returns its text.
    consuming func finish() -> [UInt8]
}

/// The type of a scalar by its short YAML tag.
enum ScalarTag {
    case string, null, bool, int, float, binary

    /// The number of characters of the written tag, such as `!!str`.
    var width: Int {
        switch self {
        case .string, .int: 5
        case .null, .bool: 6
        case .float: 7
        case .binary: 8
        }
    }
}

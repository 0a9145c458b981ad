/// Writes YAML from events, in the order of the document.
protocol EventEmitter: ~Copyable {
    mutating func startMapping()
    mutating func endMapping()
    mutating func startSequence()
    mutating func endSequence()
    /// Text that reads back as what it is without quotes, or with the quotes that the emitter chooses.
    mutating func plain(_ text: UnsafeBufferPointer<UInt8>, as tag: ScalarTag)
    /// Text that would read back as something else without quotes.
    mutating func quoted(_ text: UnsafeBufferPointer<UInt8>)
    /// Text whose line breaks and other controls are written as escapes.
    mutating func escaped(_ text: UnsafeBufferPointer<UInt8>)
    /// The text form of bytes.
    mutating func binary(_ base64: UnsafeBufferPointer<UInt8>)
    /// Ends the document and gives its text.
    consuming func finish() -> [UInt8]
}

/// The type of a scalar by its short YAML tag.
enum ScalarTag {
    case string, null, bool, int, float, binary

    /// How many characters the tag takes when it is written: `!!str`.
    var width: Int {
        switch self {
        case .string, .int: 5
        case .null, .bool: 6
        case .float: 7
        case .binary: 8
        }
    }
}

/// A command line that is being typed, up to the cursor, as a shell reads it.
struct CompletionLine: Hashable {
    /// The finished words, without quotes. The first is the program.
    private(set) var words: [String] = []
    /// The word at the cursor; empty behind a space.
    private(set) var current = ""

    /// - Parameters:
    ///   - line: The whole line.
    ///   - cursor: How many bytes of it stand before the cursor; nil for all.
    init(_ line: String, cursor: Int? = nil) {
        let bytes = Array(line.utf8.prefix(cursor.map { max(0, $0) } ?? line.utf8.count))
        var word: [UInt8] = []
        var quote: UInt8?
        var isOpen = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if let open = quote {
                if byte == open {
                    quote = nil
                } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\""), index < bytes.count {
                    word.append(bytes[index])
                    index += 1
                } else {
                    word.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                quote = byte
                isOpen = true
            case UInt8(ascii: "\\"):
                isOpen = true
                if index < bytes.count { word.append(bytes[index]) }
                index += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"):
                if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
                isOpen = false
            default:
                word.append(byte)
                isOpen = true
            }
        }
        current = String(decoding: word, as: UTF8.self)
    }
}

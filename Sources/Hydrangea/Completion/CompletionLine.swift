/// An unfinished command line up to the cursor, split into words as a shell does.
struct CompletionLine: Hashable {
    /// The words before the current one, without quotes. The first is the program.
    private(set) var words: [String] = []
    /// The word at the cursor; empty after a space.
    private(set) var current = ""

    /// - Parameters:
    ///   - line: The whole line.
    ///   - cursor: The number of bytes before the cursor; nil for all.
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

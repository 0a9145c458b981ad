import HydrangeaTree

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
                } else if byte == "\\", open == "\"", index < bytes.count {
                    word.append(bytes[index])
                    index += 1
                } else {
                    word.append(byte)
                }
                continue
            }
            switch byte {
            case "'", "\"":
                quote = byte
                isOpen = true
            case "\\":
                isOpen = true
                if index < bytes.count { word.append(bytes[index]) }
                index += 1
            case " ", "\t", "\n":
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

import HydrangeaTree

/// Detects arguments that are not UTF-8. `CommandLine.arguments` replaces invalid bytes, so a directory named after
/// such an argument would get another name.
enum UnreadableArgument {
    /// The error for the first of these arguments that is not UTF-8; nil if all are.
    static func first(in arguments: some Collection<String>) -> Diagnostic? {
        let unreadable = unreadableOfProcess
        if unreadable.isEmpty { return nil }
        for (index, argument) in arguments.enumerated() {
            guard let (position, byte) = unreadable[argument] else { continue }
            return Diagnostic(
                .commandLine, "argument \(index + 1) is not UTF-8: its byte \(position + 1) is 0x\(hexadecimal(byte))",
                help: "write it in UTF-8; a file with such a name can be given by a link to it")
        }
        return nil
    }

    /// The invalid arguments as Swift decodes them, with the position of the first invalid byte.
    private static var unreadableOfProcess: [String: (position: Int, byte: UInt8)] {
        var found: [String: (position: Int, byte: UInt8)] = [:]
        for index in 0..<Int(CommandLine.argc) {
            guard let text = CommandLine.unsafeArgv[index] else { break }
            if String(validatingCString: text) != nil { continue }
            let bytes = UnsafeBufferPointer(start: text, count: length(of: text)).map(UInt8.init(bitPattern:))
            let valid = validPrefix(of: bytes)
            found[String(cString: text)] = (valid, bytes[valid])
        }
        return found
    }

    private static func length(of text: UnsafePointer<CChar>) -> Int {
        var length = 0
        while text[length] != 0 { length += 1 }
        return length
    }

    /// The number of valid bytes before the first invalid one.
    private static func validPrefix(of bytes: [UInt8]) -> Int {
        // Decode one scalar of one to four bytes at a time.
        var start = 0
        while start < bytes.count {
            let next = (1...4).first { length in
                start + length <= bytes.count
                    && String(validating: bytes[start..<start + length], as: UTF8.self)?.unicodeScalars.count == 1
            }
            guard let next else { break }
            start += next
        }
        return min(start, bytes.count - 1)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + text : text
    }
}

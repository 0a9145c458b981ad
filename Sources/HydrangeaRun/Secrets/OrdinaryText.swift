import HydrangeaTree

/// Ordinary texts may appear in a config by coincidence; all others can only be a secret.
///
/// Example: a password may be `postgres`, and so may a database driver. So a config value that equals a known secret is
/// redacted only if the secret is not ordinary. Ordinary texts are:
/// - texts of fewer than 8 bytes;
/// - numbers, dates and versions: `987654321`, `2026-11-29`;
/// - a word with at most 4 digits at its end: `postgres`, `resnet50`, `LayerNorm`;
/// - up to three words without digits: `weight-decay`, `mean pooling`;
/// - paths of such parts: `/data/train`.
///
/// Not ordinary: `s3cr3t78`, `hunter2-prod-77`, `correct-horse-battery-staple`, `hf_aBcD1234`.
enum OrdinaryText {
    private static let shortestSecret = 8
    private static let longestWord = 24
    private static let mostDigits = 4
    private static let mostWords = 3

    static func isOrdinary(_ text: String) -> Bool {
        if text.utf8.count < shortestSecret || isNumber(text) { return true }
        if text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("~/") {
            return text.split(separator: "/").allSatisfy { isOrdinaryName($0) }
        }
        return isOrdinaryName(text[...])
    }

    private static func isOrdinaryName(_ text: Substring) -> Bool {
        let words = text.split { "-_. ".contains($0) }
        if words.count > 1, text.utf8.contains(where: \.isDigit) { return isNumber(String(text)) }
        return words.count <= mostWords && words.allSatisfy(isWord)
    }

    /// True for letters with few digits at the end: `resnet50`. Many changes from lower to upper case, as in
    /// `aBcDeFgH`, indicate a random text.
    private static func isWord(_ text: Substring) -> Bool {
        let end = text.unicodeScalars.reversed().prefix { $0.isASCII && UInt8($0.value).isDigit }.count
        let letters = text.unicodeScalars.dropLast(end)
        guard end <= mostDigits, letters.count <= longestWord, letters.allSatisfy(\.properties.isAlphabetic) else {
            return false
        }
        let changes = zip(letters, letters.dropFirst()).count { $0.properties.isLowercase && $1.properties.isUppercase }
        return changes <= 2
    }

    private static func isNumber(_ text: String) -> Bool {
        text == "true" || text == "false" || Double(text) != nil
            || text.utf8.allSatisfy { $0.isDigit || "+-.,:/_ ".utf8.contains($0) }
    }

    /// True if all parts of an argument's value are numbers, booleans or sweep functions. Example: `choice(1,2)`.
    static func isNumberOrBoolean(argument text: String) -> Bool {
        pieces(of: text).allSatisfy { isPlain($0) || isSweepFunction($0) }
    }

    /// True for a word such as `mean` or `weighted_mean`, and for special tokens of a tokenizer: `<cat>`, `[MASK]`,
    /// `<|endoftext|>`.
    static func isWordOrSpecialToken(_ text: String) -> Bool {
        let text = text.trimming("\"' ")
        if text.utf8.count <= 24 {
            if text.first == "<", text.last == ">" { return true }
            if text.first == "[", text.last == "]", !text.contains(",") { return isName(text.dropFirst().dropLast()) }
        }
        return pieces(of: String(text)).allSatisfy { isPlain($0) || isName($0) }
    }

    private static func pieces(of text: String) -> [Substring] { text.split { ",[]() ".contains($0) } }

    private static func isPlain(_ text: Substring) -> Bool {
        Double(text) != nil || ["true", "false", "null", "none", "yes", "no", "on", "off"].contains(text.lowercased())
    }

    private static func isSweepFunction(_ text: Substring) -> Bool {
        ["choice", "range", "interval", "shuffle", "sort", "int", "float", "bool"].contains(text)
    }

    private static func isName(_ text: Substring) -> Bool {
        text.utf8.count <= 16 && text.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) || $0 == "_" }
    }
}

/// Finds passwords in URLs: `PASSWORD` in `scheme://user:PASSWORD@host`.
enum URLPassword {
    /// The byte ranges of the passwords. An interpolation is not a password: `https://user:${oc.env:PASSWORD}@host`.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        guard bytes.contains(UInt8(ascii: "@")) else { return [] }
        var ranges: [Range<Int>] = []
        var index = 0
        while let sign = bytes[index...].firstIndex(of: UInt8(ascii: ":")) {
            index = sign + 1
            guard bytes[sign...].starts(with: "://".utf8) else { continue }
            let start = sign + 3
            let end = bytes[start...].firstIndex { $0 <= 0x20 || "/?#\"'<>,".utf8.contains($0) } ?? bytes.count
            index = end
            guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")),
                let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at
            else { continue }
            let password = String(decoding: bytes[(colon + 1)..<at], as: UTF8.self)
            if !password.contains("${"), password != "???", password != "REDACTED" { ranges.append(colon + 1..<at) }
        }
        return ranges
    }

    static func texts(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        return ranges(in: bytes).flatMap { range in
            let password = String(decoding: bytes[range], as: UTF8.self)
            return [password, decoded(password)].filter { !$0.isEmpty }
        }
    }

    /// The text with `REDACTED` in the place of each password; nil if there is none.
    static func redacting(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return nil }
        let bytes = Array(text.utf8)
        let ranges = ranges(in: bytes)
        return ranges.isEmpty ? nil : Redactor.replace(ranges, in: bytes)
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == "%", rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

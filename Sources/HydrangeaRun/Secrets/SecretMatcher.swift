import HydrangeaTree

/// A set of texts that are searched for simultaneously.
struct Needles: Sendable {
    /// The texts grouped by their first byte, longer ones first.
    private var byFirst: [[[UInt8]]] = []
    private var known: Set<[UInt8]> = []

    var isEmpty: Bool { known.isEmpty }

    /// The length in bytes from which a text is found inside words too. A shorter text matches only as a whole word:
    /// the password `abc` is not found in `abcdef`.
    private static let lengthAnywhere = 8

    mutating func insert(_ text: String) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, known.insert(bytes).inserted else { return }
        if byFirst.isEmpty { byFirst = Array(repeating: [], count: 256) }
        let list = byFirst[Int(first)]
        byFirst[Int(first)].insert(bytes, at: list.firstIndex { $0.count < bytes.count } ?? list.count)
    }

    /// The ranges of the matches, in order and without overlaps.
    func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        if byFirst.isEmpty { return [] }
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            let found = byFirst[Int(bytes[index])].first { needle in
                bytes[index...].starts(with: needle)
                    && (needle.count >= Self.lengthAnywhere
                        || Self.standsAlone(index..<index + needle.count, in: bytes))
            }
            if let found { ranges.append(index..<index + found.count) }
            index += found?.count ?? 1
        }
        return ranges
    }

    private static func standsAlone(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
        func isWord(_ index: Int) -> Bool {
            guard bytes.indices.contains(index) else { return false }
            let byte = bytes[index]
            return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
                || byte == UInt8(ascii: "_")
        }
        return !isWord(range.lowerBound - 1) && !isWord(range.upperBound)
    }
}

extension Needles {
    /// The text as it is, and as JSON, YAML, a shell, a URL and base64 encode it.
    static func spellings(of text: String) -> [String] {
        var all = [
            text, String(JSONText.string(text).dropFirst().dropLast()), percentEncoded(text),
            percentEncoded(text, spaceAsPlus: true),
        ]
        all.append(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))
        all.append(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))
        all.append(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'"))
        if text.utf8.count >= 8 { all += base64(text) }
        // A text of several lines may be written line by line, for example in an indented block.
        let lines = text.split(whereSeparator: \.isNewline)
        if lines.count > 1 { all += lines.map(String.init).filter { $0.utf8.count >= 8 } }
        return all
    }

    /// The base64 encodings of the text at all three alignments, because the text may be encoded together with others:
    /// `user:password`.
    private static func base64(_ text: String) -> [String] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        return (0..<3).flatMap { offset in
            var digits: [UInt8] = []
            var (bits, count): (UInt32, UInt32) = (0, 0)
            for byte in Array(repeating: 0, count: offset) + Array(text.utf8) {
                (bits, count) = (bits << 8 | UInt32(byte), count + 8)
                while count >= 6 {
                    count -= 6
                    digits.append(letters[Int(bits >> count & 63)])
                    bits &= (1 << count) - 1
                }
            }
            let own = String(decoding: digits.dropFirst(offset == 0 ? 0 : offset + 1), as: UTF8.self)
            return [own, own.replacing("+", with: "-").replacing("/", with: "_")]
        }
    }

    private static func percentEncoded(_ text: String, spaceAsPlus: Bool = false) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte)
            if isPlain {
                result.append(byte)
            } else if spaceAsPlus, byte == 0x20 {
                result.append(UInt8(ascii: "+"))
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

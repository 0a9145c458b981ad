import HydrangeaTree

/// A set of texts that are searched for simultaneously.
struct SecretMatcher: Sendable {
    /// The tree of all texts: for a node and the next byte, the node below it. The root is node 0. A search takes as
    /// long for ten thousand texts as for one.
    private var children: [UInt64: Int] = [:]
    /// For each node, true if a text ends there.
    private var isEnd = [false]
    /// The bytes with which texts begin. Most positions of a searched text need no look into the tree.
    private var isFirst: [Bool] = []

    var isEmpty: Bool { isFirst.isEmpty }

    /// The length in bytes from which a text is found inside words too. A shorter text matches only as a whole word:
    /// the password `abc` is not found in `abcdef`.
    private static let lengthAnywhere = 8

    /// Adds a text. False if it is empty or there already.
    @discardableResult
    mutating func insert(_ text: String) -> Bool {
        guard let first = text.utf8.first, !contains(text) else { return false }
        if isFirst.isEmpty { isFirst = Array(repeating: false, count: 256) }
        isFirst[Int(first)] = true
        var node = 0
        for byte in text.utf8 {
            let edge = Self.edge(node, byte)
            if let child = children[edge] {
                node = child
            } else {
                node = isEnd.count
                children[edge] = node
                isEnd.append(false)
            }
        }
        isEnd[node] = true
        return true
    }

    func contains(_ text: String) -> Bool {
        var node = 0
        for byte in text.utf8 {
            guard let child = children[Self.edge(node, byte)] else { return false }
            node = child
        }
        return isEnd[node]
    }

    private static func edge(_ node: Int, _ byte: UInt8) -> UInt64 { UInt64(node) << 8 | UInt64(byte) }

    /// The ranges of the matches, in order and without overlaps; of several at one place, the longest.
    func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        if isEmpty { return [] }
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            if isFirst[Int(bytes[index])], let found = match(at: index, in: bytes) {
                ranges.append(found)
                index = found.upperBound
            } else {
                index += 1
            }
        }
        return ranges
    }

    /// The longest match that begins at a position.
    private func match(at start: Int, in bytes: [UInt8]) -> Range<Int>? {
        var longest: Range<Int>?
        var node = 0
        var end = start
        while end < bytes.count, let child = children[Self.edge(node, bytes[end])] {
            (node, end) = (child, end + 1)
            let range = start..<end
            if isEnd[node], range.count >= Self.lengthAnywhere || Self.standsAlone(range, in: bytes) { longest = range }
        }
        return longest
    }

    private static func standsAlone(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
        func isWord(_ index: Int) -> Bool {
            guard bytes.indices.contains(index) else { return false }
            let byte = bytes[index]
            return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
                || byte == "_"
        }
        return !isWord(range.lowerBound - 1) && !isWord(range.upperBound)
    }
}

extension SecretMatcher {
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

/// The text form of binary data in YAML.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Lines of 76 characters, each ended.
    static func lines(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 57) {
            let line = bytes[start..<min(start + 57, bytes.count)]
            for index in stride(from: line.startIndex, to: line.endIndex, by: 3) { append(line[index..<min(index + 3, line.endIndex)], &text) }
            text.append(UInt8(ascii: "\n"))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func append(_ group: ArraySlice<UInt8>, _ text: inout [UInt8]) {
        var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        bits <<= UInt32(8 * (3 - group.count))
        for position in 0..<4 {
            text.append(position <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)] : UInt8(ascii: "="))
        }
    }
}

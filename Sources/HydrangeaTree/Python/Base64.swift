/// The text form of bytes in `!!binary`.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The bytes in lines of 76 letters, each line ended.
    package static func encodedLines(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 3 * 4 + bytes.count / 57 + 8)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(0) { $0 << 8 | Int($1) }
            bits <<= 8 * (3 - group.count)
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
            if start % 57 == 54 { text.append(UInt8(ascii: "\n")) }
        }
        if !bytes.isEmpty, text.last != "\n" { text.append(UInt8(ascii: "\n")) }
        return text
    }

    /// The bytes that the text encodes; nil if its last group is not complete. Other characters are ignored, as in
    /// Python.
    package static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var place = 0
        var left: UInt8 = 0
        var pads = 0
        for letter in text {
            if letter == "=" {
                pads += 1
                if place >= 2, place + pads >= 4 { return bytes }
                continue
            }
            guard let value = value(of: letter) else { continue }
            pads = 0
            switch place {
            case 0: left = value
            case 1:
                bytes.append(left << 2 | value >> 4)
                left = value & 0x0F
            case 2:
                bytes.append(left << 4 | value >> 2)
                left = value & 0x03
            default: bytes.append(left << 6 | value)
            }
            place = (place + 1) % 4
        }
        return place == 0 ? bytes : nil
    }

    /// The bytes of a text that is base 64 in whole groups and nothing else; nil for any other text.
    package static func bytes(_ text: String) -> [UInt8]? {
        var letters = Array(text.utf8)
        guard letters.count % 4 == 0 else { return nil }
        for _ in 0..<2 where letters.last == "=" { letters.removeLast() }
        guard letters.allSatisfy({ value(of: $0) != nil }) else { return nil }
        return Array(text.utf8).withUnsafeBufferPointer { decoded($0) }
    }

    private static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case "A"..."Z": letter - UInt8(ascii: "A")
        case "a"..."z": letter - UInt8(ascii: "a") + 26
        case "0"..."9": letter - UInt8(ascii: "0") + 52
        case "+": 62
        case "/": 63
        default: nil
        }
    }
}

import HydrangeaFiles

/// A name for bytes: the same bytes have the same name on any machine, others have another.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The SHA-256 in hexadecimal digits.
    public let description: String

    /// Takes the SHA-256 of the bytes.
    public init(of bytes: some Sequence<UInt8>) { self.init(digest: Digest.of(bytes, by: .sha256)) }

    init(digest: some Sequence<UInt8>) { description = Hexadecimal.text(digest) }

    /// A fingerprint read back from a record.
    init(text: String) { description = text }
}

extension Fingerprint: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(text: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

enum Hexadecimal {
    /// Two small digits a byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

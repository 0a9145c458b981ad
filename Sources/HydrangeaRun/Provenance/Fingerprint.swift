import HydrangeaFiles

/// The SHA-256 of bytes. Equal bytes have equal fingerprints on every machine.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The SHA-256 as 64 hexadecimal digits.
    public let description: String

    /// Computes the SHA-256 of the bytes.
    public init(of bytes: some Sequence<UInt8>) { self.init(digest: Digest.of(bytes, by: .sha256)) }

    init(digest: some Sequence<UInt8>) { description = Hexadecimal.text(digest) }

    /// Creates a fingerprint from the text in a record.
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
    /// The bytes as lower-case hexadecimal digits, two for each byte.
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

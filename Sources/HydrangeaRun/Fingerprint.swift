import Crypto

/// A name for bytes: the same bytes have the same name on any machine, others have another.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The SHA-256 in hexadecimal digits.
    public let description: String

    public init(of bytes: some Sequence<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in SHA256.hash(data: Array(bytes)) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        description = String(decoding: text, as: UTF8.self)
    }

    /// A fingerprint read back from a record.
    init(text: String) { description = text }
}

import HydrangeaFiles

/// A `RandomStream` is a reproducible source of random numbers for one purpose.
///
/// The same seed and name give the same numbers on every machine, with every version of Swift and of this library. The
/// generator is Philox4x32-10, its key comes from a SHA-256, and the algorithm of each method is documented. The
/// standard library's `shuffle(using:)` and `random(in:using:)` work with a stream too, but their algorithms may change
/// between versions of Swift.
///
/// A stream is a value: a copy continues at the same position. Encode it to save the position in a checkpoint.
public struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
    private let key: UInt64
    /// The upper half of the counter. Different streams have different pairs of key and nonce.
    private let nonce: UInt64
    /// The number of 64-bit numbers drawn so far.
    private var position: UInt64 = 0
    /// The second half of the current block, if only the first half has been drawn.
    private var spare: UInt64 = 0

    /// Creates the stream with a name.
    ///
    /// The SHA-256 of "hydrangea-stream-1\0" seed "\0" name determines the stream, with the seed as eight little-endian
    /// bytes and the name in UTF-8. Its first eight bytes are the key and the next eight the nonce, as little-endian
    /// numbers.
    public init(seed: UInt64, name: String) {
        var text = Array("hydrangea-stream-1\0".utf8)
        text += (0..<8).map { UInt8(truncatingIfNeeded: seed >> (8 * UInt64($0))) }
        text.append(0)
        text += name.utf8
        let digest = Digest.of(text, by: .sha256)
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
        key = number(digest[0..<8])
        nonce = number(digest[8..<16])
    }

    /// The next 64-bit number: two words of a block, the first one as the lower half. Block n has the counter (n,
    /// nonce), each with its lower half first.
    public mutating func next() -> UInt64 {
        defer { position &+= 1 }
        if position & 1 == 1 { return spare }
        let (first, second) = block(position >> 1)
        spare = second
        return first
    }

    private func block(_ number: UInt64) -> (UInt64, UInt64) {
        let words = Philox.block(
            (
                UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32),
                UInt32(truncatingIfNeeded: nonce), UInt32(truncatingIfNeeded: nonce >> 32)
            ),
            key: (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)))
        return (UInt64(words.0) | UInt64(words.1) << 32, UInt64(words.2) | UInt64(words.3) << 32)
    }
}

extension RandomStream: Codable {
    private enum CodingKeys: String, CodingKey { case key, nonce, position }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        key = try fields.decode(UInt64.self, forKey: .key)
        nonce = try fields.decode(UInt64.self, forKey: .nonce)
        position = try fields.decode(UInt64.self, forKey: .position)
        if position & 1 == 1 { spare = block(position >> 1).1 }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(key, forKey: .key)
        try fields.encode(nonce, forKey: .nonce)
        try fields.encode(position, forKey: .position)
    }
}

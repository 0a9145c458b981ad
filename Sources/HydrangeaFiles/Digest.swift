#if canImport(CryptoKit)
import CryptoKit
#else
import CLibCrypto
#endif

/// A message digest of bytes that come piece by piece, by the system's library: CryptoKit on macOS, libcrypto
/// elsewhere.
///
/// A digest is a value: a copy has taken in the same bytes, and goes on alone.
package struct Digest: Sendable {
    package enum Algorithm: Sendable {
        case sha256
        /// Broken as a safeguard against forgers; for comparison with what other programs have written.
        case md5
    }

    private var state: State

    package init(_ algorithm: Algorithm) { state = State(algorithm) }

    /// Takes in the next bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bytes) }

    /// The digest of all bytes so far: 32 bytes for SHA-256, 16 for MD5.
    package func finalize() -> [UInt8] { state.finalize() }

    /// The digest of bytes that are all there.
    package static func of(_ bytes: some Sequence<UInt8>, by algorithm: Algorithm) -> [UInt8] {
        var digest = Digest(algorithm)
        Array(bytes).withUnsafeBytes { digest.update($0) }
        return digest.finalize()
    }
}

#if canImport(CryptoKit)
private enum State: Sendable {
    case sha256(SHA256)
    case md5(Insecure.MD5)

    init(_ algorithm: Digest.Algorithm) {
        self =
            switch algorithm {
            case .sha256: .sha256(SHA256())
            case .md5: .md5(Insecure.MD5())
            }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch self {
        case .sha256(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha256(hash)
        case .md5(var hash):
            hash.update(bufferPointer: bytes)
            self = .md5(hash)
        }
    }

    func finalize() -> [UInt8] {
        switch self {
        case .sha256(let hash): Array(hash.finalize())
        case .md5(let hash): Array(hash.finalize())
        }
    }
}
#else
/// The contexts of libcrypto's functions. Each function returns 1: none of them has a way to fail.
private enum State: Sendable {
    case sha256(SHA256_CTX)
    case md5(MD5_CTX)

    init(_ algorithm: Digest.Algorithm) {
        switch algorithm {
        case .sha256:
            var context = SHA256_CTX()
            SHA256_Init(&context)
            self = .sha256(context)
        case .md5:
            var context = MD5_CTX()
            MD5_Init(&context)
            self = .md5(context)
        }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch self {
        case .sha256(var context):
            SHA256_Update(&context, bytes.baseAddress, bytes.count)
            self = .sha256(context)
        case .md5(var context):
            MD5_Update(&context, bytes.baseAddress, bytes.count)
            self = .md5(context)
        }
    }

    /// The last step changes a context, so a copy of it takes that step.
    func finalize() -> [UInt8] {
        switch self {
        case .sha256(var context):
            [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
                SHA256_Final(buffer.baseAddress, &context)
                count = buffer.count
            }
        case .md5(var context):
            [UInt8](unsafeUninitializedCapacity: Int(MD5_DIGEST_LENGTH)) { buffer, count in
                MD5_Final(buffer.baseAddress, &context)
                count = buffer.count
            }
        }
    }
}
#endif

#if canImport(CryptoKit)
import CryptoKit
#else
import CLibCrypto
#endif

/// A message digest of bytes that come piece by piece, computed by the system's library: CryptoKit on macOS, libcrypto
/// elsewhere.
///
/// A digest is a value: a copy has the same state, and later updates of one do not change the other.
package struct Digest: Sendable {
    package enum Algorithm: Sendable {
        case sha256
        /// MD5 is broken as a protection against forgery. It is here for comparison with the files of other programs.
        case md5
    }

    private var state: State

    package init(_ algorithm: Algorithm) { state = State(algorithm) }

    /// Adds the next bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bytes) }

    /// The digest of all bytes so far: 32 bytes for SHA-256, 16 for MD5.
    package func finalize() -> [UInt8] { state.finalize() }

    /// The digest of a complete sequence of bytes.
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
/// A context of libcrypto. Its functions return 1; none of them can fail here.
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

    /// The digest so far. The last step changes a context, so it is done on a copy.
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

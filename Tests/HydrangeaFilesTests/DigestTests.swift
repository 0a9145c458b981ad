import Testing
@testable import HydrangeaFiles

/// Published test vectors: the examples of FIPS 180-4 for SHA-256 and of RFC 1321 for MD5.
@Suite struct DigestTests {
    static let alphabet = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    static let digits = String(repeating: "1234567890", count: 8)

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (alphabet, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    ])
    func sha256IsThatOfTheStandard(text: String, expected: String) {
        #expect(hexadecimal(Digest.of(text.utf8, by: .sha256)) == expected)
    }

    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        (digits, "57edf4a22be3c955ac49da2e2107b67a"),
    ])
    func md5IsThatOfTheStandard(text: String, expected: String) {
        #expect(hexadecimal(Digest.of(text.utf8, by: .md5)) == expected)
    }

    @Test(arguments: [1, 63, 64, 65, 100_000])
    func aMillionLettersMayComeInPieces(ofSize size: Int) {
        let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        var sha256 = Digest(.sha256)
        var md5 = Digest(.md5)
        for start in stride(from: 0, to: letters.count, by: size) {
            letters[start..<min(start + size, letters.count)].withUnsafeBytes {
                sha256.update($0)
                md5.update($0)
            }
        }
        #expect(
            hexadecimal(sha256.finalize()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        #expect(hexadecimal(md5.finalize()) == "7707d6ae4e027c70eea2a935c2296f21")
    }

    @Test(arguments: [Digest.Algorithm.sha256, .md5])
    func aCopyGoesOnAlone(algorithm: Digest.Algorithm) {
        var digest = Digest(algorithm)
        Array("ab".utf8).withUnsafeBytes { digest.update($0) }
        var copy = digest
        Array("c".utf8).withUnsafeBytes { copy.update($0) }
        #expect(copy.finalize() == Digest.of("abc".utf8, by: algorithm))
        #expect(digest.finalize() == Digest.of("ab".utf8, by: algorithm))
    }

    @Test func finalizingEndsNothing() {
        var digest = Digest(.sha256)
        #expect(digest.finalize() == Digest.of([], by: .sha256))
        #expect(digest.finalize() == Digest.of([], by: .sha256))
        Array("abc".utf8).withUnsafeBytes { digest.update($0) }
        #expect(digest.finalize() == Digest.of("abc".utf8, by: .sha256))
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

import HydrangeaTree
import Testing

/// Tests base 64 by the answers of Python's `base64.encodebytes`.
@Suite struct Base64Tests {
    private static let line =
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4"
    private static let second =
        "OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3Bx"

    @Test(arguments: [
        (0, ""), (1, "AA==\n"), (2, "AAE=\n"), (56, line.dropLast() + "=\n"), (57, line + "\n"),
        (58, line + "\nOQ==\n"), (114, line + "\n" + second + "\n"), (115, line + "\n" + second + "\ncg==\n"),
    ])
    func linesHaveSeventySixLetters(count: Int, text: String) {
        #expect(String(decoding: Base64.encodedLines((0..<count).map { UInt8($0) }), as: UTF8.self) == text)
    }
}

import HydrangeaTree
import Testing

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain\ttext\nof lines", "plain\ttext\nof lines"), ("größe ラベル 😀", "größe ラベル 😀"), ("\u{1B}[31m", "·[31m"),
        ("a\rb\u{8}c\u{7}\0", "a·b·c··"), ("\u{7F}\u{80}\u{9B}\u{9F}\u{A0}", "····\u{A0}"),
        ("\u{200D}\u{200E}\u{200F}", "\u{200D}··"), ("\u{202A}\u{202E}\u{202F}", "··\u{202F}"),
        ("\u{2066}\u{2069}\u{206A}", "··\u{206A}"),
    ])
    func whatATerminalWouldObeyIsADot(text: String, shown: String) {
        #expect(text.harmless == shown)
    }
}

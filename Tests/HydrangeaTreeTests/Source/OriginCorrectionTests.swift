import HydrangeaTree
import Testing

@Suite struct OriginCorrectionTests {
    private func origin(_ kind: SourceText.Kind, column: Int) -> Origin {
        Origin(SourceText(kind, text: "größe=adma,sgd"), SourceText.Position(line: 1, column: column))
    }

    @Test func anArgumentIsProposedWithAnotherText() {
        #expect(origin(.argument(1), column: 7).argument(replacing: "adma", by: "adam") == "größe=adam,sgd")
        #expect(origin(.argument(1), column: 12).argument(replacing: "sgd", by: "x") == "größe=adma,x")
    }

    @Test func nothingIsProposedForATextThatDoesNotStandThereOrForAFile() {
        #expect(origin(.argument(1), column: 7).argument(replacing: "sgd", by: "x") == nil)
        #expect(origin(.argument(1), column: 7).argument(replacing: "", by: "x") == nil)
        #expect(origin(.file("a.yaml"), column: 7).argument(replacing: "adma", by: "adam") == nil)
    }
}

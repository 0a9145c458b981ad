import Testing
@testable import HydrangeaRun

/// Tests of distinguishing ordinary texts from texts that can only be secrets.
@Suite struct OrdinaryTextTests {
    @Test(arguments: [
        "s3cr3t78", "hunter2-prod-77", "hf_aBcD1234eFgH", "correct-horse-battery-staple", "p@ssw0rd!", "sk-proj-4242",
        "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG", "550e8400-e29b-41d4-a716-446655440000",
    ])
    func aTextThatNoConfigHasByCoincidenceIsNotOrdinary(text: String) { #expect(!OrdinaryText.isOrdinary(text)) }

    @Test(arguments: [
        "postgres", "main", "4", "true", "987654321", "3.1415926535", "2026-11-29", "resnet50", "postgres16",
        "weight-decay", "LayerNorm", "/data/train", "hunter2", "", "false", "1e-4", "tensorboard", "mean pooling",
    ])
    func wordsNumbersAndPathsAreOrdinary(text: String) { #expect(OrdinaryText.isOrdinary(text)) }

    @Test func thePasswordOfAURLIsFound() {
        #expect(
            URLPassword.texts(in: "postgres://u:le%40k@h/db https://v:x@h").sorted() == ["le%40k", "le@k", "x", "x"])
        #expect(URLPassword.texts(in: "https://h:80/a@b s3://bucket u:p@h https://u:${oc.env:PW}@h") == [])
    }
}

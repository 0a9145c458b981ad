import HydrangeaTree

struct SyntaxDiagnosis {
    let diagnostic: Diagnostic
    init(_ problem: SyntaxProblem, in text: UnsafeBufferPointer<UInt8>, of source: SourceText) {
        diagnostic = Diagnostic(.yamlSyntax, problem.text, origin: Origin(source, problem.mark))
    }
}

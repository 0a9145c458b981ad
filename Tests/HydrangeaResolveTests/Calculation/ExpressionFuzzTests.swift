import HydrangeaResolve
import HydrangeaTree
import Testing

/// Fuzz test: every expression yields a value or a message, without a crash or an endless loop.
struct ExpressionFuzzTests {
    private static let pieces = [
        "1", "0", "-", "+", "*", "**", "/", "//", "%", "(", ")", "[", "]", ",", ":", ".", "'a'", "'", "if", "else",
        "not", "in", "is", "and", "or",
        "<", "<<", ">>", "~", "&", "^", "|", "==", "9223372036854775807", "0.5", "1e308", "1e-320", "inf", "min(",
        "max(", "round(", "int(", "float(",
        "len(", "range(", "sum(", "sorted(", "abs(", "pow(", "str(", ".split(", ".join(", ".replace(", "None", "True",
        "é", "\\", "0x", "1e", "  ",
    ]

    @Test(arguments: 0..<8)
    func noExpressionTraps(_ seed: UInt64) {
        let interpolator = Interpolator(resolvers: .calculation)
        var state = seed &+ 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<3000 {
            let text = (0...next(12)).map { _ in Self.pieces[next(Self.pieces.count)] }.joined(
                separator: next(2) == 0 ? " " : "")
            do throws(ConfigError) {
                _ = try interpolator.value(
                    of: ConfigNode(.string("${eval:${text}}")), in: ["text": ConfigNode(.string(text))])
            } catch {
                #expect(error.description.hasPrefix("error: this expression cannot be evaluated: "), "from \(text)")
            }
        }
    }
}

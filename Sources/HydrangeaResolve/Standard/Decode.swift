import HydrangeaGrammar
import HydrangeaTree

extension Resolvers {
    /// `${oc.decode:text}`: the value that a text spells by the rules of resolver arguments.
    mutating func registerDecode() {
        registerStandard("oc.decode", takes: 1...1, write: "${oc.decode:text}") {
            call, evaluation throws(Evaluation.Fault) in
            let argument = call.arguments[0]
            if argument.isNull { return .value(.null) }
            if let text = argument.string, EscapedMissing.isEscaped(text, call.context.compatibility) {
                return .value(argument.content)
            }
            let text = try call.string(at: 0, called: "the argument")
            let expression: Interpolation.Argument
            do throws(ConfigError) {
                expression = try Interpolation.Argument(
                    parsing: text, origin: .unknown, compatibility: call.context.compatibility)
            } catch {
                throw call.failure(
                    "'\(text)' cannot be decoded", notes: error.diagnostics.map(\.message),
                    help: "write a number, true, false, null, a [list], a {map: of values}, or text in quotes")
            }
            return try evaluation.value(of: expression, home: call.home)
        }
    }
}

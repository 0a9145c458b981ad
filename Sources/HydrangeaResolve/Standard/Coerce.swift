import HydrangeaGrammar
import HydrangeaTree

/// `${oc.coerce:int,'12'}`: a value converted to a type.
extension Resolvers {
    mutating func registerCoerce() {
        registerStandard("oc.coerce", takes: 2...2, write: "${oc.coerce:TYPE,value}", isNew: true) {
            call, _ throws(Evaluation.Fault) in
            let name = try call.string(at: 0, called: "the type")
            let value = call.arguments[1]
            if name == "types.NoneType" {
                guard value.isNull else { throw call.failure("\(Self.shown(value, call)) is not null") }
                return .value(value.content)
            }
            guard
                let type = ScalarType(
                    rawValue: name.hasPrefix("builtins.") ? String(name.dropFirst("builtins.".count)) : name)
            else {
                let names = ScalarType.allCases.map(\.rawValue)
                throw call.failure(
                    "'\(name)' is not a type that 'oc.coerce' knows",
                    notes: ["types: \(names.joined(separator: ", "))"],
                    help: Suggestion.nearest(to: name, among: names).map { "did you mean ${oc.coerce:\($0),…}?" })
            }
            // Text with an unresolved interpolation is accepted for every type and returned unchanged.
            if let text = value.string, InterpolatedText.mayInterpolate(text) { return .value(value.content) }
            guard let result = type.coerced(value.content) else {
                throw call.failure("\(Self.shown(value, call)) cannot be read as '\(name)'", help: Self.advice(type))
            }
            return .value(result)
        }
    }

    private static func advice(_ type: ScalarType) -> String {
        switch type {
        case .bool: "write true, false, yes, no, on, off, 1 or 0"
        case .bytes: "write binary data in a file: !!binary aGk="
        case .float: "write a number"
        case .int: "write a whole number"
        case .str: "write text, a number or a boolean"
        }
    }

    private static func shown(_ value: ConfigNode, _ call: StandardCall) -> String {
        value.isContainer || value.isNull ? value.kindName : "'\(call.text(of: 1))'"
    }
}

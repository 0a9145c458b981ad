import HydrangeaGrammar
import HydrangeaTree

extension Resolvers {
    /// `${oc.coerce:int,'12'}`: a value as a given type.
    mutating func registerCoerce() {
        registerStandard("oc.coerce", takes: 2...2, write: "${oc.coerce:TYPE,value}", isNew: true) { call throws(ConfigError) in
            let type = try call.string(at: 0, called: "the type")
            guard let conversion = Self.conversion(to: type) else {
                throw call.failure("'\(type)' is not a type that 'oc.coerce' knows", notes: ["types: bool, bytes, float, int, str"],
                    help: Suggestion.nearest(to: type, among: Self.conversions.keys.sorted()).map { "did you mean ${oc.coerce:\($0),…}?" })
            }
            let value = call.arguments[1]
            // Text with an interpolation that was not resolved passes as it is, of whatever type.
            if let text = value.string, InterpolatedText.mayInterpolate(text) { return .value(value) }
            guard let result = conversion(value.content, call) else {
                throw call.failure("\(Self.shown(value, call)) cannot be read as '\(type)'", help: Self.advice[type])
            }
            return .value(ConfigNode(result))
        }
    }

    private typealias Conversion = @Sendable (ConfigNode.Content, StandardCall) -> ConfigNode.Content?

    /// A type by its short name, or by the full one that Python gives it.
    private static func conversion(to type: String) -> Conversion? {
        let module = "builtins."
        if type == "types.NoneType" { return { value, _ in value == .null ? .null : nil } }
        return conversions[type.hasPrefix(module) ? String(type.dropFirst(module.count)) : type]
    }

    private static let conversions: [String: Conversion] = [
        "bool": { value, _ in bool(value).map(ConfigNode.Content.bool) },
        "bytes": { value, _ in if case .bytes = value { value } else { nil } },
        "float": { value, _ in float(value).map(ConfigNode.Content.float) },
        "int": { value, _ in int(value) },
        "str": { value, call in
            switch value {
            case .null, .sequence, .mapping, .bytes: nil
            case .string: value
            default: .string(call.text(of: 1))
            }
        },
    ]

    private static let advice = [
        "bool": "write true, false, yes, no, on, off, 1 or 0",
        "bytes": "write binary data in a file: !!binary aGk=",
        "float": "write a number",
        "int": "write a whole number",
        "str": "write text, a number or a boolean",
    ]

    private static func shown(_ value: ConfigNode, _ call: StandardCall) -> String {
        value.isContainer || value.isNull ? value.kindName : "'\(call.text(of: 1))'"
    }

    private static func int(_ value: ConfigNode.Content) -> ConfigNode.Content? {
        switch value {
        case .int, .bigInt: value
        case .string(let text): PythonNumber.integer(text)
        default: nil
        }
    }

    private static func float(_ value: ConfigNode.Content) -> Double? {
        switch value {
        case .float(let value): value
        case .int(let value): Double(value)
        case .bigInt(let value): Double(value.description)
        case .string(let text): PythonNumber.float(text)
        default: nil
        }
    }

    private static func bool(_ value: ConfigNode.Content) -> Bool? {
        switch value {
        case .bool(let value): return value
        case .int(let value): return value != 0
        case .bigInt: return true
        case .string(let text):
            if let number = PythonNumber.integer(text) { return bool(number) }
            switch text.lowercased() {
            case "yes", "y", "on", "true": return true
            case "no", "n", "off", "false": return false
            default: return nil
            }
        default: return nil
        }
    }
}

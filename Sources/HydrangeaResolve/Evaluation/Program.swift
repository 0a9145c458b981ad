import HydrangeaGrammar
import HydrangeaTree

/// An interpolated text as a list of small steps over a stack of values, so that a step which needs another node can
/// wait for it.
struct Program {
    enum Step {
        /// Puts a value that stands in the text.
        case push(Operand)
        /// Takes the values of interpolated keys, puts what the reference leads to.
        case reference(Interpolation.Reference)
        /// Takes a resolver's arguments, before them the interpolated parts of its name, and puts its result.
        case call(name: [Interpolation.Name], arguments: Int)
        /// Takes the values of a text's interpolations and puts the whole text.
        case join(InterpolatedText)
        case list(Int)
        /// Takes as many values as there are keys.
        case map([ConfigKey])
    }

    private(set) var steps: [Step] = []

    /// A node's text. Only a lone interpolation keeps the type of its value.
    init(_ text: InterpolatedText) {
        if let lone = text.lone { add(lone) } else { add(text) }
    }

    init(_ argument: Interpolation.Argument) { add(argument) }

    private mutating func add(_ text: InterpolatedText) {
        for case .interpolation(let interpolation) in text.parts { add(interpolation) }
        steps.append(.join(text))
    }

    private mutating func add(_ interpolation: Interpolation) {
        switch interpolation {
        case .reference(let reference):
            for key in reference.keys { add(key) }
            steps.append(.reference(reference))
        case .call(let call):
            for part in call.name { add(part) }
            for argument in call.arguments { add(argument) }
            steps.append(.call(name: call.name, arguments: call.arguments.count))
        }
    }

    private mutating func add(_ name: Interpolation.Name) {
        switch name {
        case .text: return
        case .interpolation(let inner), .bracketed(let inner): add(inner)
        }
    }

    private mutating func add(_ argument: Interpolation.Argument) {
        switch argument {
        case .text(let text): add(text)
        case .interpolation(let interpolation): add(interpolation)
        case .list(let items):
            for item in items { add(item) }
            steps.append(.list(items.count))
        case .map(let pairs):
            for pair in pairs { add(pair.value) }
            steps.append(.map(pairs.map(\.key)))
        default: steps.append(.push(.value(Program.scalar(argument))))
        }
    }

    private static func scalar(_ argument: Interpolation.Argument) -> ConfigNode.Content {
        switch argument {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .bigInt(let value): .bigInt(value)
        case .float(let value): .float(value)
        case .string(let text): .string(text)
        default: .null
        }
    }
}

extension Interpolation.Name {
    /// Whether its value is found out when the interpolation is resolved.
    var isInterpolated: Bool { if case .text = self { false } else { true } }

    /// Whether it stands in brackets, so that no dot is before it.
    var isBracketed: Bool { if case .bracketed = self { true } else { false } }
}

import HydrangeaTree

/// A value that is calculated with, by Python's rules: whole numbers and fractions are two types, and true counts as 1.
enum CalculationValue: Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    case text(String)
    case list([CalculationValue])
    /// What is handed through, but not calculated with: mappings, bytes, numbers beyond 64 bits.
    case other(ConfigNode)

    init(_ node: ConfigNode) {
        switch node.content {
        case .null: self = .none
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .text(text)
        case .sequence(let items): self = .list(items.map(CalculationValue.init))
        case .mapping, .bytes, .bigInt: self = .other(node)
        }
    }

    var node: ConfigNode {
        switch self {
        case .none: .null
        case .bool(let value): ConfigNode(.bool(value))
        case .int(let value): ConfigNode(.int(value))
        case .float(let value): ConfigNode(.float(value))
        case .text(let text): ConfigNode(.string(text))
        case .list(let items): ConfigNode(.sequence(items.map(\.node)))
        case .other(let node): node
        }
    }

    /// What messages call it.
    var kindName: String { node.kindName }

    /// Whether a condition takes it for true: what is empty, zero or null is not.
    var isTrue: Bool {
        switch self {
        case .none: false
        case .bool(let value): value
        case .int(let value): value != 0
        case .float(let value): value != 0
        case .text(let text): !text.isEmpty
        case .list(let items): !items.isEmpty
        case .other(let node): node.mapping.map { !$0.isEmpty } ?? true
        }
    }

    /// The number that it counts as.
    var number: CalculationNumber? {
        switch self {
        case .bool(let value): .int(value ? 1 : 0)
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        case .none, .text, .list, .other: nil
        }
    }

    /// What Python's `str` makes of it.
    var spelled: String { PythonText.spelled(node, rules: .hydra1_4) }
}

/// A whole number or a fraction.
enum CalculationNumber: Sendable {
    case int(Int)
    case float(Double)

    var double: Double {
        switch self {
        case .int(let value): Double(value)
        case .float(let value): value
        }
    }

    var value: CalculationValue {
        switch self {
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        }
    }
}

/// Why something cannot be calculated, in the user's words.
struct CalculationError: Error {
    var message: String
    var help: String?
    /// The place in an expression, in characters from its start.
    var place: Int?

    init(_ message: String, help: String? = nil, at place: Int? = nil) {
        self.message = message
        self.help = help
        self.place = place
    }

    static func overflow(_ what: String) -> CalculationError {
        CalculationError(
            "\(what) is beyond 64 bits",
            help: "write one of the numbers with a decimal point to calculate with fractions")
    }
}

/// How large what is calculated may become.
enum CalculationLimit {
    /// The most characters of an expression.
    static let expression = 10_000
    /// The most levels of parentheses, calls and conditions in one another.
    static let nesting = 50
    /// The most bytes of a text, and items of a list.
    static let text = 1 << 20
    static let items = 100_000
}

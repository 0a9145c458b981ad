import HydrangeaTree

/// A value in a calculation. As in Python, integers and floating-point numbers are two types, and true counts as 1.
enum CalculationValue: Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    case text(String)
    case list([CalculationValue])
    /// A value that is passed on without arithmetic: a mapping, bytes, or an integer beyond 64 bits.
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

    /// The name of the value's kind in messages.
    var kindName: String { node.kindName }

    /// True unless the value is empty, zero, false or null, as in a Python condition.
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

    /// The value as a number, with true as 1 and false as 0; nil if it is none.
    var number: CalculationNumber? {
        switch self {
        case .bool(let value): .int(value ? 1 : 0)
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        case .none, .text, .list, .other: nil
        }
    }

    /// The value as Python's `str` writes it.
    var spelled: String { PythonText.spelled(node, compatibility: nil) }
}

/// An integer or a floating-point number.
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

    var scalar: ConfigScalar {
        switch self {
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        }
    }
}

/// The reason why a calculation fails, as a message for the user.
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

/// Limits on expressions and their results.
enum CalculationLimit {
    /// The most characters of an expression.
    static let expression = 10_000
    /// The most levels of nested parentheses, calls and conditions.
    static let nesting = 50
    /// The most bytes of a text, and items of a list.
    static let text = 1 << 20
    static let items = 100_000
}

import HydrangeaTree

extension Resolvers {
    /// Arithmetic and logic under the names that projects use: `${eval:'2 * ${width}'}`, `${divide:1,3}`,
    /// `${if:${debug},1,100}`.
    ///
    /// Hydra has none of these resolvers; projects register their own. They are not part of ``standard``, so a program
    /// adds them:
    ///
    /// ```swift
    /// AppConfiguration(resolvers: .standard.adding(.calculation))
    /// ```
    ///
    /// Results have the types that Python gives them: `/` gives a floating-point number, `//` rounds down, and `round`
    /// rounds halves to even. An integer beyond 64 bits is an error. `eq` and `contains` ignore case in texts, as they
    /// do in most projects.
    public static let calculation: Resolvers = {
        var set = Resolvers()
        set.registerExpressions()
        set.registerArithmetic()
        set.registerLogic()
        set.registerTexts()
        return set
    }()

    /// A copy with all resolvers of another set, which replace those with the same names.
    public func adding(_ other: Resolvers) -> Resolvers {
        var copy = self
        copy.add(other)
        return copy
    }

    /// Registers a function under several names.
    private mutating func calculate(
        _ names: [String], _ arity: ClosedRange<Int>, _ parameters: String,
        _ body: @escaping @Sendable ([CalculationValue]) throws(CalculationError) -> CalculationValue
    ) {
        for name in names {
            registerCounted(name, takes: arity, write: "${\(name):\(parameters)}") { call in
                do throws(CalculationError) {
                    return try body(call.arguments.map(CalculationValue.init)).node
                } catch {
                    throw ConfigError(Diagnostic(.resolver, "'\(name)': \(error.message)", help: error.help))
                }
            }
        }
    }

    private mutating func registerExpressions() {
        registerCounted("eval", takes: 1...1, write: "${eval:'1 + 2'}") { call in
            guard let node = call.arguments.first, let text = node.string else { return call.arguments.first ?? .null }
            do throws(CalculationError) {
                return try ExpressionParser.parse(text).evaluated().node
            } catch {
                let excerpt = error.place.map { place in [text, String(repeating: " ", count: place) + "^"] } ?? []
                throw ConfigError(
                    Diagnostic(
                        .resolver, "this expression cannot be evaluated: \(error.message)",
                        notes: text.contains("\n") ? [] : excerpt, help: error.help))
            }
        }
    }

    private mutating func registerArithmetic() {
        calculate(["add"], 2...255, "a,b") { (a) throws(CalculationError) in
            try CalculationFunction.sum(Array(a.dropFirst()), from: a[0])
        }
        calculate(["subtract", "sub", "minus"], 2...2, "a,b") { (a) throws(CalculationError) in
            try Arithmetic.subtract(a[0], a[1])
        }
        calculate(["multiply", "mul", "mult", "times", "prod"], 1...255, "a,b") { (a) throws(CalculationError) in
            try CalculationFunction.product(try Self.spread(a, "multiply"))
        }
        calculate(["divide", "div"], 2...2, "a,b") { (a) throws(CalculationError) in try Arithmetic.divide(a[0], a[1]) }
        calculate(["int_div", "floor_div", "divide_floor", "idivide"], 2...2, "a,b") { (a) throws(CalculationError) in
            try Arithmetic.floorDivide(a[0], a[1])
        }
        calculate(["div_up", "ceil_div", "divide_ceil"], 2...2, "a,b") { (a) throws(CalculationError) in
            try Arithmetic.floorDivide(try Arithmetic.subtract(try Arithmetic.add(a[0], a[1]), .int(1)), a[1])
        }
        calculate(["mod"], 2...2, "a,b") { (a) throws(CalculationError) in try Arithmetic.modulo(a[0], a[1]) }
        calculate(["sum", "sum_list"], 1...255, "a,b") { (a) throws(CalculationError) in
            try CalculationFunction.sum(try Self.spread(a, "sum"))
        }
        for name in ["abs", "float", "int", "len", "max", "min", "pow", "range", "round"] {
            guard let function = CalculationFunction.named[name] else { continue }
            calculate([name], function.arity, function.arity.lowerBound == 1 ? "x" : "a,b", function.body)
        }
        calculate(["ceil", "ceil_int"], 1...1, "x") { (a) throws(CalculationError) in try Rounding.ceil(a[0]) }
        calculate(["floor"], 1...1, "x") { (a) throws(CalculationError) in try Rounding.floor(a[0]) }
        calculate(["sqrt"], 1...1, "x") { (a) throws(CalculationError) in try Rounding.sqrt(a[0]) }
    }

    private mutating func registerLogic() {
        calculate(["if", "if_else", "ifelse", "if_then_else"], 3...3, "condition,a,b") { (a) throws(CalculationError) in
            a[0].isTrue ? a[1] : a[2]
        }
        calculate(["not"], 1...1, "x") { (a) throws(CalculationError) in .bool(!a[0].isTrue) }
        calculate(["and"], 1...255, "a,b") { (a) throws(CalculationError) in .bool(a.allSatisfy(\.isTrue)) }
        calculate(["or"], 1...255, "a,b") { (a) throws(CalculationError) in .bool(a.contains(where: \.isTrue)) }
        calculate(["eq", "equal"], 2...2, "a,b") { (a) throws(CalculationError) in
            .bool(CalculationValue.isEqual(Self.folded(a[0]), Self.folded(a[1])))
        }
        calculate(["ne"], 2...2, "a,b") { (a) throws(CalculationError) in
            .bool(!CalculationValue.isEqual(Self.folded(a[0]), Self.folded(a[1])))
        }
        calculate(["lt"], 2...2, "a,b") { (a) throws(CalculationError) in .bool(try CalculationValue.isLess(a[0], a[1]))
        }
        calculate(["gt"], 2...2, "a,b") { (a) throws(CalculationError) in .bool(try CalculationValue.isLess(a[1], a[0]))
        }
        calculate(["le"], 2...2, "a,b") { (a) throws(CalculationError) in
            .bool(try CalculationValue.isAtMost(a[0], a[1]))
        }
        calculate(["ge"], 2...2, "a,b") { (a) throws(CalculationError) in
            .bool(try CalculationValue.isAtMost(a[1], a[0]))
        }
        calculate(["contains"], 2...2, "part,whole") { (a) throws(CalculationError) in
            .bool(try CalculationValue.contains(Self.folded(a[1]), Self.folded(a[0])))
        }
        calculate(["resolve_default"], 2...2, "default,value") { (a) throws(CalculationError) in
            switch a[1] {
            case .none, .text(""): a[0]
            default: a[1]
            }
        }
    }

    private mutating func registerTexts() {
        calculate(["str", "string"], 1...1, "x") { (a) throws(CalculationError) in
            .text(try Arithmetic.bounded(a[0].spelled))
        }
        calculate(["replace"], 3...3, "text,old,new") { (a) throws(CalculationError) in
            .text(try TextMethod.replaced(a[0].spelled, a[1].spelled, a[2].spelled))
        }
        calculate(["join"], 1...255, "separator,list} or ${join:directory,file") { (a) throws(CalculationError) in
            if a.count == 2, case .list(let items) = a[1] {
                return .text(try TextMethod.joined(items.map { .text($0.spelled) }, by: a[0].spelled))
            }
            return .text(try Arithmetic.bounded(Self.joinedPath(a.map(\.spelled))))
        }
    }

    /// The items of the list if it is the only argument, or else the arguments.
    private static func spread(_ arguments: [CalculationValue], _ name: String) throws(CalculationError)
        -> [CalculationValue]
    {
        if arguments.count == 1, case .list(let items) = arguments[0] { return items }
        return arguments
    }

    /// The value in lower case, so that texts compare without case; items of lists, too.
    private static func folded(_ value: CalculationValue) -> CalculationValue {
        switch value {
        case .text(let text): .text(text.lowercased())
        case .list(let items): .list(items.map(folded))
        default: value
        }
    }

    /// Joins paths as Python's `os.path.join` does: an absolute part replaces what precedes it.
    private static func joinedPath(_ parts: [String]) -> String {
        parts.dropFirst().reduce(parts.first ?? "") { path, part in
            part.hasPrefix("/") ? part : path.isEmpty || path.hasSuffix("/") ? path + part : path + "/" + part
        }
    }
}

import HydrangeaTree

// MARK: - Casts: `int(1.5)`, `str([1,2])`, `float(range(3))`

extension FunctionCall {
    func cast(_ cast: Override.Sweep.Cast, _ compatibility: Compatibility) throws(ConfigError) -> Content {
        try allowNames("value")
        let value = given("value")
        if let value, !positional.isEmpty { throw error("\(name)() takes values or value=, not both", at: value) }
        guard let only = value ?? positional.first else { throw error("\(name)() needs a value") }
        guard positional.count > 1 else {
            return try cast.apply(to: only.value, CastContext(call: self, argument: only, compatibility: compatibility))
                .content
        }
        for argument in positional {
            switch argument.content {
            case .sweep, .extendList:
                throw error("\(name)() of several values does not take \(argument.content.kindName)", at: argument)
            default: break
            }
        }
        var values: [Override.Value] = []
        for argument in positional {
            values.append(
                try cast.element(
                    argument.value, CastContext(call: self, argument: argument, compatibility: compatibility)))
        }
        return .sweep(.choice(Override.Sweep.Choice(values, isSimple: true)))
    }
}

/// The context of a cast, beside the value.
struct CastContext {
    let call: FunctionCall
    let argument: FunctionCall.Argument
    let compatibility: Compatibility

    /// A value that the cast has made.
    func made(_ content: Override.Value.Content) -> Override.Value { Override.Value(content, origin: call.origin) }

    func impossible(_ cast: Override.Sweep.Cast, _ value: Override.Value.Content) -> ConfigError {
        let shown =
            switch value {
            case .string(let text), .quoted(let text, _): "'\(text)'"
            case .float, .int, .bigInt, .bool, .null: value.text ?? value.kindName
            default: value.kindName
            }
        return call.error("\(cast.rawValue)() cannot convert \(shown)", at: argument, help: cast.hint)
    }
}

extension Override.Sweep.Cast {
    fileprivate var hint: String {
        switch self {
        case .int: "write int(NUMBER)"
        case .float: "write float(NUMBER)"
        case .bool: "write true or false"
        case .str, .json: "quote the text instead"
        }
    }

    /// Casts a value; in a list, a mapping or a sweep, each value of it.
    func apply(to value: Override.Value, _ context: CastContext) throws(ConfigError) -> Override.Value {
        switch value.content {
        case .sweep(.choice(let choice)): return context.made(.sweep(.choice(try applied(to: choice, context))))
        case .sweep(.range(let range)):
            guard self == .int || self == .float else { throw context.impossible(self, value.content) }
            return context.made(.sweep(.range(try applied(to: range, context))))
        case .sweep(.interval(var interval)):
            guard self == .int || self == .float else { throw context.impossible(self, value.content) }
            interval.start = try content(of: interval.start, context)
            interval.end = try content(of: interval.end, context)
            return context.made(.sweep(.interval(interval)))
        case .sweep(.glob), .extendList: throw context.impossible(self, value.content)
        case .list(let values) where self != .json:
            var result: [Override.Value] = []
            for value in values { result.append(try apply(to: value, context)) }
            return Override.Value(.list(result), origin: value.origin)
        case .map(let pairs) where self != .json:
            var result = pairs
            for index in pairs.indices { result[index].value = try apply(to: pairs[index].value, context) }
            return Override.Value(.map(result), origin: value.origin)
        default: return try scalar(value, context)
        }
    }

    /// Casts one of several values, which cannot be a sweep itself.
    func element(_ value: Override.Value, _ context: CastContext) throws(ConfigError) -> Override.Value {
        switch value.content {
        case .sweep, .extendList: throw context.impossible(self, value.content)
        case .null where self == .json: throw context.impossible(self, value.content)
        default: return try apply(to: value, context)
        }
    }

    private func applied(
        to choice: Override.Sweep.Choice, _ context: CastContext
    ) throws(ConfigError) -> Override.Sweep.Choice {
        var values: [Override.Value] = []
        for value in choice.values { values.append(try element(value, context)) }
        var result = context.compatibility.castsKeepTags ? choice : Override.Sweep.Choice([], isSimple: choice.isSimple)
        result.values = values
        return result
    }

    private func applied(
        to range: Override.Sweep.Stride, _ context: CastContext
    ) throws(ConfigError) -> Override.Sweep.Stride {
        guard context.compatibility.castsKeepTags else {
            return Override.Sweep.Stride(
                start: try content(of: range.start, context), stop: try content(of: range.stop, context),
                step: try content(of: range.step, context))
        }
        var result = range
        result.casts.append(self)
        return result
    }

    /// Casts a single value. A value that the cast leaves as it is keeps its place.
    private func scalar(_ value: Override.Value, _ context: CastContext) throws(ConfigError) -> Override.Value {
        let value = value.unquoted
        let result = try content(of: value.content, context)
        return result == value.content ? value : context.made(result)
    }

    func content(
        of value: Override.Value.Content, _ context: CastContext
    ) throws(ConfigError) -> Override.Value.Content {
        guard let result = content(of: value) else { throw context.impossible(self, value) }
        return result
    }

    /// Casts the content of a single value; nil if it cannot be cast.
    func content(of value: Override.Value.Content) -> Override.Value.Content? {
        switch self {
        case .int: value.asInteger
        case .float: value.asFloat
        case .str: value.asText
        case .bool: value.asBool
        case .json: value.pythonJSON.map { .string($0) }
        }
    }
}

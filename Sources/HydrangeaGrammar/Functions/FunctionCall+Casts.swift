import HydrangeaTree

// MARK: - Casts: `int(1.5)`, `str([1,2])`, `float(range(3))`

extension FunctionCall {
    func cast(_ cast: Override.Sweep.Cast, _ compatibility: Compatibility) throws(ConfigError) -> Override.Value {
        try allowNames("value")
        let value = given("value")
        if let value, !positional.isEmpty { throw error("\(name)() takes values or value=, not both", at: value) }
        guard let only = value ?? positional.first else { throw error("\(name)() needs a value") }
        guard positional.count > 1 else {
            return try cast.apply(to: only.value, CastContext(call: self, argument: only, compatibility: compatibility))
        }
        for argument in positional {
            switch argument.value {
            case .sweep, .extendList:
                throw error("\(name)() of several values does not take \(argument.value.kindName)", at: argument)
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

    func impossible(_ cast: Override.Sweep.Cast, _ value: Override.Value) -> ConfigError {
        call.impossible(cast, value, at: argument)
    }
}

extension FunctionCall {
    fileprivate func impossible(_ cast: Override.Sweep.Cast, _ value: Override.Value, at argument: Argument)
        -> ConfigError
    {
        let shown =
            switch value {
            case .string(let text), .quoted(let text, _): "'\(text)'"
            case .float, .int, .bigInt, .bool, .null: value.valueText ?? value.kindName
            default: value.kindName
            }
        return error("\(cast.rawValue)() cannot convert \(shown)", at: argument, help: cast.hint)
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
        switch value {
        case .sweep(.choice(let choice)): return .sweep(.choice(try applied(to: choice, context)))
        case .sweep(.range(let range)):
            guard self == .int || self == .float else { throw context.impossible(self, value) }
            return .sweep(.range(try applied(to: range, context)))
        case .sweep(.interval(var interval)):
            guard self == .int || self == .float else { throw context.impossible(self, value) }
            interval.start = try scalar(interval.start, context.call, context.argument)
            interval.end = try scalar(interval.end, context.call, context.argument)
            return .sweep(.interval(interval))
        case .sweep(.glob), .extendList: throw context.impossible(self, value)
        case .list, .map:
            if self == .json {
                guard let json = value.pythonJSON else { throw context.impossible(self, value) }
                return .string(json)
            }
            return try inside(value, context)
        default: return try scalar(value, context.call, context.argument)
        }
    }

    private func inside(_ value: Override.Value, _ context: CastContext) throws(ConfigError) -> Override.Value {
        switch value {
        case .list(let values):
            var result: [Override.Value] = []
            for value in values { result.append(try apply(to: value, context)) }
            return .list(result)
        case .map(let pairs):
            var result: [Override.Value.Pair] = []
            for pair in pairs {
                result.append(Override.Value.Pair(key: pair.key, value: try apply(to: pair.value, context)))
            }
            return .map(result)
        default:
            return try apply(to: value, context)
        }
    }

    /// Casts one of several values, which cannot be a sweep itself.
    func element(_ value: Override.Value, _ context: CastContext) throws(ConfigError) -> Override.Value {
        switch value {
        case .sweep, .extendList: throw context.impossible(self, value)
        case .null where self == .json: throw context.impossible(self, value)
        default: return try apply(to: value, context)
        }
    }

    private func applied(to choice: Override.Sweep.Choice, _ context: CastContext) throws(ConfigError)
        -> Override.Sweep.Choice
    {
        var values: [Override.Value] = []
        for value in choice.values { values.append(try element(value, context)) }
        var result = context.compatibility.castsKeepTags ? choice : Override.Sweep.Choice([], isSimple: choice.isSimple)
        result.values = values
        return result
    }

    private func applied(to range: Override.Sweep.Stride, _ context: CastContext) throws(ConfigError)
        -> Override.Sweep.Stride
    {
        guard context.compatibility.castsKeepTags else {
            return Override.Sweep.Stride(
                start: try scalar(range.start, context.call, context.argument),
                stop: try scalar(range.stop, context.call, context.argument),
                step: try scalar(range.step, context.call, context.argument))
        }
        var result = range
        result.casts.append(self)
        return result
    }

    /// Casts a single value.
    func scalar(_ value: Override.Value, _ call: FunctionCall, _ argument: FunctionCall.Argument) throws(ConfigError)
        -> Override.Value
    {
        guard let result = scalar(value) else { throw call.impossible(self, value, at: argument) }
        return result
    }

    /// Casts a single value; nil if it cannot be cast.
    func scalar(_ value: Override.Value) -> Override.Value? {
        var value = value
        if case .quoted(let text, _) = value { value = .string(text) }
        switch self {
        case .int: return value.asInteger
        case .float: return value.asFloat
        case .str: return value.asText
        case .bool: return value.asBool
        case .json: return value.pythonJSON.map { .string($0) }
        }
    }
}

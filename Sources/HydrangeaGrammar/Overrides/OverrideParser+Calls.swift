import HydrangeaTree

// MARK: - Calls of functions: `range(0,1,0.1)`, `sort(b,a,reverse=true)`

extension OverrideParser {
    /// Reads the arguments of a function and evaluates it.
    mutating func call(_ name: ValueToken, _ opening: Int) throws(ConfigError)
        -> Override.Value.Content
    {
        guard let function = OverrideFunction(name: lexer.text(name.range), compatibility) else {
            throw unknownFunction(name)
        }
        var call = FunctionCall(
            function: function, origin: places.origin(name.range), place: name.range, report: report)
        if !take(.parenthesisClose) {
            repeat { try argument(of: &call, opening) } while take(.comma)
            guard take(.parenthesisClose) else { throw unclosedOrUnexpected(.parenthesisClose, opening) }
        }
        call.place = name.start..<lexer.position
        call.origin = places.origin(call.place)
        return try call.evaluated(compatibility)
    }

    private mutating func argument(of call: inout FunctionCall, _ opening: Int) throws(ConfigError) {
        let first = lexer.peek()
        if first.kind == .end { throw unclosed(.parenthesisClose, opening) }
        var name: String?
        if first.kind == .word {
            var ahead = lexer
            ahead.position = first.end
            if ahead.peek().kind == .equals {
                name = lexer.text(first.range)
                lexer.position = ahead.peek().end
            }
        }
        let start = lexer.position
        let value = try element()
        let argument = FunctionCall.Argument(value: value.unquoted, range: start..<lexer.position)
        if let name {
            call.named[name] = FunctionCall.Argument(value: argument.value, range: first.start..<lexer.position)
        } else if let (named, _) = call.named.first {
            throw positionalAfterNamed(named, at: argument.range)
        } else {
            call.positional.append(argument)
        }
    }
}

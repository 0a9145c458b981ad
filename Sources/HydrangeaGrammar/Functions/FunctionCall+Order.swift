import HydrangeaTree

// MARK: - Functions that order: `sort` and `shuffle`

extension FunctionCall {
    func sort(_ compatibility: Compatibility) throws(ConfigError) -> Content {
        try allowNames("sweep", "list", "reverse")
        for argument in positional where argument.content == .null {
            throw error("sort() does not take null", at: argument)
        }
        var isReversed = false
        if let argument = named["reverse"] {
            guard case .bool(let value) = argument.content else {
                throw error("reverse is true or false", at: argument, help: "write reverse=true")
            }
            isReversed = value
        }
        if let list = given("list") {
            guard case .list = list.content else { throw error("list= is for a list", at: list) }
            return try sorted(list, isReversed, compatibility)
        }
        if let sweep = given("sweep") {
            guard case .sweep = sweep.content else { throw error("sweep= is for a choice or a range", at: sweep) }
            return try sorted(sweep, isReversed, compatibility)
        }
        guard positional.count != 1 else { return try sorted(positional[0], isReversed, compatibility) }
        if positional.isEmpty { throw error("sort() needs values") }
        for argument in positional {
            switch argument.content {
            case .bool, .int, .bigInt, .float, .string: break
            default:
                throw error(
                    "sort() of several values takes text and numbers, not \(argument.content.kindName)", at: argument)
            }
        }
        return .sweep(
            .choice(Override.Sweep.Choice(try sorted(positional.map(\.value), isReversed, nil), isSimple: true)))
    }

    /// Sorts a list, a choice or a range; any other value stays as it is.
    private func sorted(_ argument: Argument, _ isReversed: Bool, _ compatibility: Compatibility) throws(ConfigError)
        -> Content
    {
        switch argument.content {
        case .list(let values): return .list(try sorted(values, isReversed, argument))
        case .sweep(.choice(var choice)):
            choice.values = try sorted(choice.values, isReversed, argument)
            if compatibility.sortingEndsShuffling { choice.isShuffled = false }
            return .sweep(.choice(choice))
        case .sweep(.range(let range)):
            guard let result = range.sorted(isReversed, compatibility) else {
                throw error("this range cannot be sorted", at: argument)
            }
            return .sweep(.range(result))
        case .sweep, .extendList: throw error("sort() does not take \(argument.content.kindName)", at: argument)
        default: return argument.content
        }
    }

    private func sorted(_ values: [Override.Value], _ isReversed: Bool, _ argument: Argument?) throws(ConfigError)
        -> [Override.Value]
    {
        var order = ValueOrder()
        // Equal values keep their order in either direction.
        let result = values.sorted { isReversed ? order.precedes($1, $0) : order.precedes($0, $1) }
        if let (a, b) = order.incomparable {
            throw error("sort() cannot compare \(a.content.kindName) with \(b.content.kindName)", at: argument)
        }
        return result
    }

    func shuffle() throws(ConfigError) -> Content {
        try allowNames("sweep", "list")
        for argument in positional {
            switch argument.content {
            case .null, .sweep(.interval), .sweep(.glob), .extendList:
                throw error("shuffle() does not take \(argument.content.kindName)", at: argument)
            default: break
            }
        }
        if let list = given("list") {
            guard case .list(let values) = list.content else { throw error("list= is for a list", at: list) }
            return .list(values.shuffled(seededBy: report.bytes))
        }
        if let sweep = given("sweep") { return try shuffled(sweep) }
        if positional.count == 1 {
            switch positional[0].content {
            case .sweep: return try shuffled(positional[0])
            case .list(let values): return .list(values.shuffled(seededBy: report.bytes))
            default: return .list([positional[0].value])
            }
        }
        for argument in positional {
            if case .sweep = argument.content {
                throw error("shuffle() of several values does not take a sweep", at: argument)
            }
        }
        var choice = Override.Sweep.Choice(positional.map(\.value), isSimple: true)
        choice.isShuffled = true
        return .sweep(.choice(choice))
    }

    private func shuffled(_ argument: Argument) throws(ConfigError) -> Content {
        switch argument.content {
        case .sweep(.choice(var choice)):
            choice.isShuffled = true
            return .sweep(.choice(choice))
        case .sweep(.range(var range)):
            range.isShuffled = true
            return .sweep(.range(range))
        default:
            throw error("shuffle() does not take \(argument.content.kindName)", at: argument)
        }
    }
}

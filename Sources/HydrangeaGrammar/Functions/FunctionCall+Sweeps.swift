import HydrangeaTree

// MARK: - Functions that make sweeps

extension FunctionCall {
    func choice() throws(ConfigError) -> Content {
        try allowNames()
        if positional.isEmpty { throw error("choice() needs at least one value") }
        for argument in positional {
            switch argument.content {
            case .null:
                throw error(
                    "choice() does not take null", at: argument,
                    help: "to choose null too, write the values without choice: a,null")
            case .sweep(.choice), .bool, .int, .bigInt, .float, .string, .quoted, .list, .map: break
            case .sweep, .extendList:
                throw error("choice() takes values, not \(argument.content.kindName)", at: argument)
            }
        }
        guard positional.count == 1, case .sweep(.choice(var choice)) = positional[0].content else {
            return .sweep(.choice(Override.Sweep.Choice(positional.map(\.value), isSimple: false)))
        }
        guard choice.isSimple else { throw error("a choice cannot stand in a choice", at: positional[0]) }
        choice.isSimple = false
        return .sweep(.choice(choice))
    }

    func range() throws(ConfigError) -> Content {
        let arguments = try bound(["start", "stop", "step"])
        guard let start = arguments["start"] else {
            throw error(arguments.isEmpty ? "range() needs at least one number" : "range() needs a start")
        }
        try requireNumber(start)
        if let step = arguments["step"] { try requireNumber(step) }
        var range = Override.Sweep.Stride(
            start: .int(0), stop: start.content, step: arguments["step"]?.content ?? .int(1))
        if let stop = arguments["stop"], stop.content != .null {
            try requireNumber(stop)
            range.start = start.content
            range.stop = stop.content
        }
        return .sweep(.range(range))
    }

    func interval(_ compatibility: Compatibility) throws(ConfigError) -> Content {
        let arguments = try bound(["start", "end"])
        guard let start = arguments["start"], let end = arguments["end"] else {
            throw error("interval() needs a start and an end")
        }
        try requireNumber(start)
        try requireNumber(end)
        func float(_ argument: Argument) throws(ConfigError) -> Content {
            try Override.Sweep.Cast.float.content(
                of: argument.content, CastContext(call: self, argument: argument, compatibility: compatibility))
        }
        return .sweep(.interval(Override.Sweep.Interval(start: try float(start), end: try float(end))))
    }

    private func requireNumber(_ argument: Argument) throws(ConfigError) {
        switch argument.content {
        case .bool, .int, .bigInt, .float: return
        default: throw error("\(name)() takes numbers, not \(argument.content.kindName)", at: argument)
        }
    }

    func glob() throws(ConfigError) -> Content {
        let arguments = try bound(["include", "exclude"])
        guard let include = arguments["include"] else { throw error("glob() needs a pattern") }
        var exclude = arguments["exclude"]
        if exclude?.content == .null { exclude = nil }
        return .sweep(
            .glob(Override.Sweep.Glob(include: try patterns(include), exclude: try exclude.map(patterns) ?? [])))
    }

    private func patterns(_ argument: Argument) throws(ConfigError) -> [Override.Value] {
        switch argument.content {
        case .string: return [argument.value]
        case .list(let values): return values
        default:
            throw error("glob() takes a pattern or a list of patterns, not \(argument.content.kindName)", at: argument)
        }
    }

    func tag() throws(ConfigError) -> Content {
        try allowNames("sweep")
        guard !positional.isEmpty else { throw error("tag() needs tags and what they are for") }
        var arguments = positional
        if let sweep = given("sweep") { arguments.append(sweep) }
        for argument in arguments {
            switch argument.content {
            case .string, .sweep(.choice), .sweep(.range), .sweep(.interval): break
            default: throw error("tag() takes words and a sweep, not \(argument.content.kindName)", at: argument)
            }
        }
        guard let last = arguments.popLast(), case .sweep(let sweep) = last.content else {
            throw error("the last argument of tag() is the sweep that is tagged", at: arguments.last ?? positional[0])
        }
        var tags: Set<String> = []
        for argument in arguments {
            guard case .string(let tag) = argument.content else {
                throw error("only the last argument of tag() is a sweep", at: argument)
            }
            tags.insert(tag)
        }
        return .sweep(sweep.tagged(tags))
    }

    func extendList() throws(ConfigError) -> Content {
        try allowNames()
        return .extendList(positional.map(\.value))
    }
}

extension Override.Sweep {
    fileprivate func tagged(_ tags: Set<String>) -> Override.Sweep {
        switch self {
        case .choice(var choice):
            choice.tags = tags
            return .choice(choice)
        case .range(var range):
            range.tags = tags
            return .range(range)
        case .interval(var interval):
            interval.tags = tags
            return .interval(interval)
        case .glob:
            return self
        }
    }
}

extension Override.Value.Content {
    /// The name of this kind of value in messages.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .int, .bigInt: "an integer"
        case .float: "a number"
        case .string, .quoted: "text"
        case .list: "a list"
        case .map: "a mapping"
        case .sweep(.choice): "a choice"
        case .sweep(.range): "a range"
        case .sweep(.interval): "an interval"
        case .sweep(.glob): "a glob"
        case .extendList: "extend_list"
        }
    }
}

import HydrangeaTree

/// A call of one of the override language's functions, with its arguments evaluated.
struct FunctionCall {
    typealias Content = Override.Value.Content

    struct Argument {
        var value: Override.Value
        var range: Range<Int>

        var content: Content { value.content }
    }

    let function: OverrideFunction
    /// The place of the call, which what it makes has.
    var origin: Origin
    /// The range of the whole call.
    var place: Range<Int>
    let report: SyntaxReport
    var positional: [Argument] = []
    var named: [String: Argument] = [:]

    var name: String { function.rawValue }

    func evaluated(_ compatibility: Compatibility) throws(ConfigError) -> Content {
        switch function {
        case .int: try cast(.int, compatibility)
        case .float: try cast(.float, compatibility)
        case .str: try cast(.str, compatibility)
        case .bool: try cast(.bool, compatibility)
        case .json: try cast(.json, compatibility)
        case .choice: try choice()
        case .range: try range()
        case .interval: try interval(compatibility)
        case .glob: try glob()
        case .tag: try tag()
        case .sort: try sort(compatibility)
        case .shuffle: try shuffle()
        case .extendList: try extendList()
        }
    }
}

// MARK: - Arguments by name

extension FunctionCall {
    func error(_ message: String, at argument: Argument? = nil, label: String? = nil, help: String? = nil)
        -> ConfigError
    {
        report.error(message, at: argument?.range ?? place, label: label, help: help ?? "write \(function.usage)")
    }

    /// Refuses named arguments that the function does not have.
    func allowNames(_ names: String...) throws(ConfigError) {
        guard
            let (name, argument) = named.filter({ !names.contains($0.key) }).min(by: {
                $0.value.range.lowerBound < $1.value.range.lowerBound
            })
        else { return }
        throw error("\(self.name)() has no argument '\(name)'", at: argument)
    }

    /// The arguments by their names; an argument without a name takes that of its position.
    func bound(_ names: [String]) throws(ConfigError) -> [String: Argument] {
        if positional.count > names.count {
            let most = names.count == 1 ? "1 argument" : "\(names.count) arguments"
            throw error("\(name)() takes at most \(most), got \(positional.count)", at: positional[names.count])
        }
        var result = named
        for (name, argument) in named where !names.contains(name) {
            throw error("\(self.name)() has no argument '\(name)'", at: argument)
        }
        for (name, argument) in zip(names, positional) {
            if let named = named[name] { throw error("argument '\(name)' is given twice", at: named) }
            result[name] = argument
        }
        return result
    }

    /// A named argument; nil if it is absent or null.
    func given(_ name: String) -> Argument? {
        guard let argument = named[name], argument.content != .null else { return nil }
        return argument
    }
}

import HydrangeaGrammar
import HydrangeaTree

/// A call of a standard resolver. Containers among its arguments are as written, not resolved.
struct StandardCall: Sendable {
    let name: String
    let arguments: [ConfigNode]
    /// Whether null is a key of a mapping among the arguments.
    let hasNullKey: Bool
    let signature: String
    let context: ResolverContext
    /// The place of the node that holds the call.
    let path: ConfigPath

    /// An argument as Python's `str` writes it.
    func text(of index: Int) -> String {
        var text = PythonText(rules: context.rules, limit: Growth.text)
        if index < arguments.count { text.append(arguments[index]) }
        return text.text
    }

    /// The argument that must be text.
    func string(at index: Int, called what: String) throws(ConfigError) -> String {
        let node = index < arguments.count ? arguments[index] : ConfigNode(.null)
        if let text = node.string { return EscapedMissing.decoded(text, context.rules) }
        throw failure("\(what) of '\(name)' must be text, is \(node.kindName)", help: "write \(signature)")
    }

    func failure(_ message: String, notes: [String] = [], help: String? = nil) -> ConfigError {
        ConfigError(Diagnostic(.resolver, message, notes: notes, help: help))
    }
}

/// What a standard resolver gives: its result, or what it must know before it can give one.
indirect enum Answer: Sendable {
    /// A finished value, no part of the tree.
    case value(ConfigNode)
    /// A config that becomes part of the tree at the place of the call: references may lead into it, and stand in it.
    case config(ConfigNode)
    /// The same, made of an argument of the call.
    case configOfArgument(Int)
    /// An argument of the call as it is.
    case argument(Int)
    /// The node that was last asked for, as it is.
    case found
    /// Asks for a node of the tree.
    case select(Selection, then: @Sendable (Landing) throws(ConfigError) -> Answer)
    /// The value of an expression, read at the place of the call.
    case evaluate(Interpolation.Argument)
    /// Asks for the value of a text, read at the root of the tree.
    case evaluateAtRoot(InterpolatedText, then: @Sendable (ConfigNode) throws(ConfigError) -> Answer)
    /// Asks for the result of another resolver.
    case call(String, [ConfigNode], then: @Sendable (ConfigNode) throws(ConfigError) -> Answer)
}

/// A node that a standard resolver asks for.
enum Selection: Sendable {
    /// A key as `oc.select` takes it: absolute, or relative with dots in front.
    case key(String)
    /// A key below the `hydra` node.
    case hydra(String)
}

/// What was found of it.
enum Landing: Sendable {
    /// A container is as written.
    case node(ConfigNode)
    case missing
    case absent
    /// There is no `hydra` node at all.
    case noHydra
}

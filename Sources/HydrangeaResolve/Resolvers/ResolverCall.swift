public import HydrangeaTree

/// A call of a resolver, `${name:a,b}`, with the tree around it.
public struct ResolverCall: Sendable {
    /// The name by which the resolver was called.
    public var name: String
    /// The arguments, with all interpolations in them resolved.
    public var arguments: [ConfigNode]
    /// The place of the node that holds the call.
    public var path: ConfigPath
    /// The tree as written, with its interpolations unresolved.
    public var root: ConfigNode
    /// The environment, time and `hydra` node that the call can read.
    public var context: ResolverContext

    /// Creates a call, to test a resolver. By default it is made at the root of an empty config.
    public init(
        name: String, arguments: [ConfigNode] = [], path: ConfigPath = ConfigPath(), root: ConfigNode = [:],
        context: ResolverContext = ResolverContext()
    ) {
        self.name = name
        self.arguments = arguments
        self.path = path
        self.root = root
        self.context = context
    }

    /// The environment variables, which `${oc.env:NAME}` reads.
    public var environment: [String: String] { context.environment }
}

/// Converts the arguments of a call, one after the other, to the parameter types of a resolver's closure.
struct ArgumentReader {
    let call: ResolverCall
    let signature: () -> String
    private var index = 0

    init(call: ResolverCall, signature: @escaping () -> String) {
        self.call = call
        self.signature = signature
    }

    mutating func next<Value: ConfigConvertible>(_ type: Value.Type) throws(ConfigError) -> Value {
        let node = index < call.arguments.count ? call.arguments[index] : ConfigNode(.null)
        index += 1
        if let value = Value(configNode: node) { return value }
        throw ConfigError(
            Diagnostic(
                .typeMismatch,
                "argument \(index) of resolver '\(call.name)' must be \(Value.configKindName), is \(node.kindName)",
                help: "write \(signature())"))
    }
}

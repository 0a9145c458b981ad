public import HydrangeaTree

/// One call of a resolver, `${name:a,b}`, with the tree around it.
public struct ResolverCall: Sendable {
    /// The name by which the resolver was called.
    public var name: String
    /// The arguments, with all interpolations in them resolved.
    public var arguments: [ConfigNode]
    /// The place of the node that holds the call.
    public var path: ConfigPath
    /// The tree as written: interpolations in it are not resolved.
    public var root: ConfigNode
    /// What the call may know of the world.
    public var context: ResolverContext

    /// A call for a test of a resolver: at the top of an empty config, unless it is said otherwise.
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

    /// What `${oc.env:NAME}` reads.
    public var environment: [String: String] { context.environment }
}

/// Reads the arguments of a call one after the other as the types that a resolver's closure takes.
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
        if let value = Value(node: node) { return value }
        throw ConfigError(
            Diagnostic(
                .typeMismatch,
                "argument \(index) of resolver '\(call.name)' must be \(Value.configName), is \(node.kindName)",
                help: "write \(signature())"))
    }
}

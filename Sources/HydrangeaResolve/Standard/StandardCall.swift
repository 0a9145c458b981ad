import HydrangeaGrammar
import HydrangeaTree

/// A call of a standard resolver.
struct StandardCall {
    let name: String
    /// The arguments. Containers among them are as written, with unresolved interpolations.
    let arguments: [ConfigNode]
    /// The arguments as values of the evaluation, which keep the identity of nodes of the tree.
    let values: [ResolvedValue]
    /// The entry that relative references start from.
    let home: Int
    let entry: Resolvers.Entry
    let context: ResolverContext

    /// The spelling of a call, for messages.
    var signature: String { entry.signature }

    /// An argument as Python's `str` writes it.
    func text(of index: Int) -> String {
        index < arguments.count ? PythonText.spelled(arguments[index], compatibility: context.compatibility) : ""
    }

    /// The text of an argument, or an error if the argument is not text.
    func string(at index: Int, called what: String) throws(Evaluation.Fault) -> String {
        let node = index < arguments.count ? arguments[index] : ConfigNode(.null)
        if let text = node.string { return EscapedMissing.decoded(text, context.compatibility) }
        throw failure("\(what) of '\(name)' must be text, is \(node.kindName)", help: "write \(signature)")
    }

    func failure(_ message: String, notes: [String] = [], help: String? = nil) -> Evaluation.Fault {
        .error(Diagnostic(.resolver, message, notes: notes, help: help))
    }
}

import HydrangeaTree

extension Resolvers {
    /// `${hydra:runtime.cwd}`: a value of the `hydra` node, or null if the node has no such key.
    mutating func registerHydra() {
        registerStandard("hydra", takes: 1...1, write: "${hydra:KEY}") { call, evaluation throws(Evaluation.Fault) in
            guard !call.context.isComposing else { throw call.comesTooEarly }
            switch try evaluation.selectInHydra(try call.string(at: 0, called: "the key"), for: call) {
            case .found(let value): return value
            case .missing, .absent: return .value(.null)
            }
        }
    }
}

extension StandardCall {
    /// The error of a call that needs a `hydra` node if there is none.
    var noHydra: Evaluation.Fault {
        failure(
            "'\(name)' needs the 'hydra' node, and there is none here", help: "compose the config with its 'hydra' node"
        )
    }

    /// The error of a call that is evaluated while the config is being composed.
    fileprivate var comesTooEarly: Evaluation.Fault {
        failure(
            "'\(name)' has nothing to read yet: the config is still being composed",
            help: "to put another value in its place, write KEY=VALUE")
    }
}

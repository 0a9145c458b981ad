import HydrangeaTree

extension Resolvers {
    /// `${oc.env:NAME}`, `${oc.env:NAME,default}`: an environment variable, always as text.
    mutating func registerEnv() {
        registerStandard("oc.env", takes: 1...2, write: "${oc.env:NAME} or ${oc.env:NAME,default}") {
            call, evaluation throws(Evaluation.Fault) in
            let name = try call.string(at: 0, called: "the name")
            evaluation.note(.environment(name))
            if let value = call.context.environment[name] { return .value(.string(value)) }
            guard call.arguments.count == 2 else {
                let near = Suggestion.nearest(to: name, among: call.context.environment.keys.sorted())
                throw call.failure(
                    "environment variable '\(name)' is not set", notes: near.map { ["there is: \($0)"] } ?? [],
                    help: "set it, or give a default: ${oc.env:\(name),default}")
            }
            let fallback = call.arguments[1]
            if fallback.isNull { return .value(.null) }
            return .value(.string(fallback.string ?? call.text(of: 1)))
        }
    }
}

import HydrangeaTree

extension Resolvers {
    /// `${oc.deprecated:key}`: the node that an old key has moved to.
    mutating func registerDeprecated() {
        registerStandard("oc.deprecated", takes: 1...2, write: "${oc.deprecated:key} or ${oc.deprecated:key,message}") {
            call, evaluation throws(Evaluation.Fault) in
            let key = try call.string(at: 0, called: "the key")
            if call.arguments.count == 2 { _ = try call.string(at: 1, called: "the message") }
            switch try evaluation.select(key, for: call) {
            case .found(let value), .missing(let value): return value
            case .absent:
                throw call.failure(
                    "'\(evaluation.table.path(of: evaluation.current))' has moved to '\(key)', which is not there",
                    help: "add '\(key)', or correct the key in ${oc.deprecated:\(key)}")
            }
        }
    }
}

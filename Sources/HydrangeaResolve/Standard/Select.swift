import HydrangeaTree

extension Resolvers {
    /// `${oc.select:key,default}`: a node, or the default if the node is missing (`???`) or does not exist.
    mutating func registerSelect() {
        registerStandard("oc.select", takes: 1...2, write: "${oc.select:key} or ${oc.select:key,default}") {
            call, evaluation throws(Evaluation.Fault) in
            switch try evaluation.select(try call.string(at: 0, called: "the key"), for: call) {
            case .found(let value): return value
            case .missing, .absent: return call.values.count == 2 ? call.values[1] : .value(.null)
            }
        }
    }
}

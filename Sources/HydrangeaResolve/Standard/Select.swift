import HydrangeaTree

extension Resolvers {
    /// `${oc.select:key,default}`: a node, or the default when there is none or it is `???`.
    mutating func registerSelect() {
        registerStandard("oc.select", takes: 1...2, write: "${oc.select:key} or ${oc.select:key,default}") {
            call throws(ConfigError) in
            let hasDefault = call.arguments.count == 2
            return .select(.key(try call.string(at: 0, called: "the key"))) { landing in
                if case .node = landing { return .found }
                return hasDefault ? .argument(1) : .value(ConfigNode(.null))
            }
        }
    }
}

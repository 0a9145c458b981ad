import HydrangeaTree

extension Resolvers {
    /// `${hydra:runtime.cwd}`: a value of the `hydra` node, null where there is none.
    mutating func registerHydra() {
        registerStandard("hydra", takes: 1...1, write: "${hydra:KEY}") { call throws(ConfigError) in
            .select(.hydra(try call.string(at: 0, called: "the key"))) { landing throws(ConfigError) in
                switch landing {
                case .node: return .found
                case .missing, .absent: return .value(ConfigNode(.null))
                case .noHydra: throw call.noHydra
                }
            }
        }
    }

    /// `${python_version:}` asks for what a program in Swift does not have.
    mutating func registerPythonVersion() {
        registerStandard("python_version", takes: 0...1, write: "${python_version:}", isObsolete: true) { call throws(ConfigError) in
            throw call.failure(
                "'python_version' has no meaning here: no Python runs this program",
                help: "write the version, or take it from the environment: ${oc.env:PYTHON_VERSION,'3.11'}")
        }
    }
}

extension StandardCall {
    /// The error of a call that needs the `hydra` node where there is none.
    var noHydra: ConfigError {
        failure("'\(name)' needs the 'hydra' node, and there is none here", help: "compose the config with its 'hydra' node")
    }
}

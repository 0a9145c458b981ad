import HydrangeaTree

extension Resolvers {
    /// `${python_version:}` asks for what a program in Swift does not have.
    mutating func registerPythonVersion() {
        registerStandard("python_version", takes: 0...1, write: "${python_version:}", isObsolete: true) {
            call, _ throws(Evaluation.Fault) in
            throw call.failure(
                "'python_version' has no meaning here: no Python runs this program",
                help: "write the version, or take it from the environment: ${oc.env:PYTHON_VERSION,'3.11'}")
        }
    }
}

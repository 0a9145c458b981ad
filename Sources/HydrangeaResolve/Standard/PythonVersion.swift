import HydrangeaTree

extension Resolvers {
    /// `${python_version:}` always fails: a program in Swift has no Python version.
    mutating func registerPythonVersion() {
        registerStandard("python_version", takes: 0...1, write: "${python_version:}", isObsolete: true) {
            call, _ throws(Evaluation.Fault) in
            throw call.failure(
                "'python_version' has no meaning here: no Python runs this program",
                help: "write the version, or take it from the environment: ${oc.env:PYTHON_VERSION,'3.11'}")
        }
    }
}

import Hydrangea

extension ConformanceCase {
    /// What the case's `.env` file holds, and what loading it gives.
    func environmentFile() throws(ConfigError) -> JSON {
        throw ConfigError(Diagnostic(.commandLine, "not there yet"))
    }

    /// The oracle's answer in the same form.
    var expectedEnvironmentFile: JSON {
        .object(["expect", "expect_file", "warn_lines", "load", "kept"].compactMap { key in
            json[key].map { JSON.Member(key: key, value: $0) }
        })
    }
}

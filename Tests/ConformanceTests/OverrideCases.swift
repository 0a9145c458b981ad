import Hydrangea

extension ConformanceCase {
    /// The parsed override with sorted keys.
    func parsedOverride(_ compatibility: Compatibility) throws(ConfigError) -> JSON {
        let override = try Override(parsing: json["text"]?.string ?? "", argument: 1, compatibility: compatibility)
        let form = override.jsonForm(compatibility: compatibility)
        do { return try JSONReader.read(Array(form.utf8)).sorted } catch {
            throw ConfigError(Diagnostic(.overrideSyntax, "\(error), in \(form)"))
        }
    }

    /// The oracle's answer in the same format, without its error about listing a sweep's values.
    func expectedOverride(_ compatibility: Compatibility) -> JSON {
        expectation(compatibility).removing("values_error").sorted
    }

    /// The `override_dirname` of the run, or of each job.
    func directoryNames(_ compatibility: Compatibility) throws(ConfigError) -> JSON {
        let composer = try composer(compatibility)
        let path = ConfigPath(json["node"]?.string ?? "hydra.job.override_dirname")
        guard json["multirun"]?.bool == true else {
            return ["value": try text(at: path, in: try composer.compose(configName, overrides: overrides))]
        }
        var names: [JSON] = []
        for job in try compositions(of: try composer.jobs(of: configName, overrides: overrides)) {
            names.append(try text(at: path, in: job))
        }
        return ["values": .array(names)]
    }

    private func text(at path: ConfigPath, in composition: Composition) throws(ConfigError) -> JSON {
        try composition.value(at: path)?.string.map(JSON.string) ?? .null
    }
}

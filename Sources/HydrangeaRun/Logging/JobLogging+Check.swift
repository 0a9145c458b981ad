package import HydrangeaCompose
package import HydrangeaTree

extension JobLogging {
    /// Checks the log config of a job, or of a sweep itself, before anything is created. No log file is opened.
    ///
    /// - Throws: if an output, a level or a format is unknown.
    package static func check(_ composition: Composition, isSweep: Bool = false) throws(ConfigError) {
        // The run's directory is not known yet, and is not needed, since no file is opened.
        let composition =
            composition.hydra["runtime.output_dir"]?.isMissing == false
            ? composition : composition.settingHydra([(["runtime", "output_dir"], ConfigNode(.string(".")))])
        var surroundings = LogSurroundings()
        surroundings.keepsFiles = false
        if !isSweep, try JobLogging(composition, "hydra.job_logging", in: surroundings) != nil { return }
        _ = try JobLogging(composition, "hydra.hydra_logging", in: surroundings)
    }
}

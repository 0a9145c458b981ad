package import HydrangeaCompose
package import HydrangeaTree

extension JobLogging {
    /// Checks the logs of a job, or those around the jobs of a sweep, before anything is made for them: no file is
    /// opened.
    ///
    /// - Throws: when an output, a level or a form is none that there is.
    package static func check(_ composition: Composition, isSweep: Bool = false) throws(ConfigError) {
        // The directory is not known yet; no file is opened in it.
        let composition =
            composition.hydra["runtime.output_dir"]?.isMissing == false
            ? composition : composition.settingHydra([(["runtime", "output_dir"], ConfigNode(.string(".")))])
        var surroundings = LogSurroundings()
        surroundings.keepsFiles = false
        if !isSweep, try JobLogging(composition, "hydra.job_logging", in: surroundings) != nil { return }
        _ = try JobLogging(composition, "hydra.hydra_logging", in: surroundings)
    }
}

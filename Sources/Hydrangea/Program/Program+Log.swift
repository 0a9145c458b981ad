import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree
import Logging

extension Program {
    /// The log of what is done around the jobs: `hydra.hydra_logging`.
    func hydraLog(_ composition: Composition) throws(ConfigError) -> Logger {
        var surroundings = LogSurroundings()
        surroundings.colors = LogSurroundings.Colors(environment: invocation.environment)
        let logging = try JobLogging(composition, "hydra.hydra_logging", secrets: secrets, in: surroundings) ?? .none
        return logging.logger(label: "hydra")
    }

    /// Logs how the config is put together, where debug messages are asked for: by `hydra.verbose`, or by the choice of
    /// a log that has them.
    ///
    /// - Parameter skipsMissing: Whether groups that are left to be chosen are no mistake here.
    func logInspection(
        _ composition: Composition, _ setup: Setup, _ options: ComposeOptions, skipsMissing: Bool = false
    )
        throws(ConfigError)
    {
        // Nearly always there is nothing to tell, so look before a log is opened.
        let isVerbose = composition.hydra["verbose"]?.content != .bool(false)
        guard
            isVerbose
                || composition.choices.contains(where: { $0.key == "hydra/hydra_logging" && $0.option != "default" })
        else { return }
        let log = try hydraLog(composition)
        guard log.logLevel <= .debug, !options.dryRun else { return }
        var inspection = inspection(setup, options)
        inspection.skipsMissing = skipsMissing
        inspection.known = composition
        for line in try inspection.lines(.all) { log.debug("\(line)") }
    }
}

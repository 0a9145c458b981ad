import HydrangeaCompose
import HydrangeaRun
import HydrangeaTree
import Logging

extension Program {
    /// The log for events outside of jobs, configured by `hydra.hydra_logging`.
    func hydraLog(_ composition: Composition) throws(ConfigError) -> Logger {
        var logSettings = LogSettings()
        logSettings.colors = LogSettings.Colors(environment: invocation.environment)
        let logging = try JobLogging(composition, "hydra.hydra_logging", redactor: redactor, in: logSettings) ?? .none
        return logging.logger(label: "hydra")
    }

    /// Logs how the config is composed, if debug messages are enabled: by `hydra.verbose`, or by the chosen
    /// `hydra/hydra_logging`.
    ///
    /// - Parameter skipsMissing: True if groups without a choice are left out instead of being an error.
    func logInspection(
        _ composition: Composition, _ setup: Setup, _ options: ComposeOptions, skipsMissing: Bool = false
    )
        throws(ConfigError)
    {
        // Debug messages are nearly always disabled. Check that before opening a log.
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

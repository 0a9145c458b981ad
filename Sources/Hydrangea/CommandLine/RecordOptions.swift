package import ArgumentParser
package import HydrangeaRun

/// The part of the command line that says where a run's record goes, and which earlier run is repeated.
package struct RecordOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Execute the frozen config of this run again, with these overrides on top, in a new directory.",
            valueName: "directory"))
    package var rerun: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What to do when another run has the directory: error, suffix (07-29-03-1) or resume (go on there).",
            valueName: "what"),
        transform: Exist.read)
    package var exist: RunDirectory.IfTaken?

    @Flag(name: .long, help: "Make no directory for the run and keep no record.")
    package var noRunDir = false

    package init() {}

    /// None of these flags.
    static var notGiven: RecordOptions {
        var options = RecordOptions()
        options.rerun = nil
        options.exist = nil
        options.noRunDir = false
        return options
    }

    package func validate() throws {
        if noRunDir, exist != nil {
            throw ValidationError("--exist and --no-run-dir cannot be given together. Leave one of the two out")
        }
    }
}

private enum Exist {
    static func read(_ text: String) throws -> RunDirectory.IfTaken {
        try Choice.of(text, among: [RunDirectory.IfTaken.error, .suffix, .resume])
    }
}

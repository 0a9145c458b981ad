package import HydrangeaRun

/// The options of a command line about a run's directory and record.
package struct RecordOptions: Sendable {
    package var exist: RunDirectory.IfTaken?
    package var noRunDir = false
}

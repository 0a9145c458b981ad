package import HydrangeaRun

/// The part of a command line that says where a run's record goes.
package struct RecordOptions: Sendable {
    package var exist: RunDirectory.IfTaken?
    package var noRunDir = false
}

public import HydrangeaCompose
import HydrangeaFiles
public import HydrangeaRun
public import HydrangeaTree

/// The directory that holds the directories of a sweep's jobs, with the config that the sweep was started from.
public struct SweepDirectory: Hashable, Sendable {
    /// The absolute path.
    public let path: String
    /// Whether it is another directory than the config names, because that was taken.
    private let isMoved: Bool
    private static let configName = "multirun.yaml"

    /// The directory that a sweep is going to have, if nobody is quicker.
    package static func planned(for composition: Composition, workingDirectory: String) throws(ConfigError) -> SweepDirectory {
        SweepDirectory(path: try JobPlace(ofSweep: composition, workingDirectory: workingDirectory).path, isMoved: false)
    }

    /// Makes the directory of a sweep, and writes `multirun.yaml` there.
    ///
    /// What happens when it is taken follows the same rules as for a single run.
    public static func claim(for composition: Composition, workingDirectory: String) throws(ConfigError) -> SweepDirectory {
        let place = try JobPlace(ofSweep: composition, workingDirectory: workingDirectory)
        let directory = try RunDirectory.claim(place.path, recordName: nil, ifTaken: place.ifTaken)
        let sweep = SweepDirectory(path: directory.path, isMoved: directory.path != place.path)
        try write(try sweep.naming(itselfIn: composition).yaml(.all), to: FilePath.join(directory.path, configName), place)
        return sweep
    }

    /// A composition of the sweep, or of a job in it, that names this directory as the sweep's.
    package func naming(itselfIn composition: Composition) -> Composition {
        isMoved ? composition.settingHydra([(["sweep", "dir"], ConfigNode(.string(path)))]) : composition
    }

    /// The place of a job in it; `composition` is the job's own.
    public func place(of job: Job, _ composition: Composition) throws(ConfigError) -> JobPlace {
        let path = FilePath.absolute(try RunSettings(composition).sweepSubdirectory, in: path)
        return JobPlace(path: path, ifTaken: .suffix, jobIndex: job.index)
    }

    private static func write(_ text: String, to file: String, _ place: JobPlace) throws(ConfigError) {
        let isNew: Bool
        do {
            if place.ifTaken == .keepEarlier, PosixFile.exists(file) { try PosixFile.setAside(file) }
            isNew = try PosixFile.writeNew(file, text.utf8)
        } catch {
            throw ConfigError(Diagnostic(.run, "the sweep's config cannot be written: \(error.reason)", notes: [file]))
        }
        if !isNew { throw taken(place.path) }
    }

    private static func taken(_ path: String) -> ConfigError {
        ConfigError(
            Diagnostic(
                .run, "another sweep has this directory already, and its record is not overwritten", notes: [path],
                help: "choose another place with hydra.sweep.dir=DIRECTORY"))
    }
}

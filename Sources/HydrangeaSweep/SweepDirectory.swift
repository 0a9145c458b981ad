package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaRun
package import HydrangeaTree

/// The directory that holds the directories of a sweep's jobs, with the config that the sweep was started from.
package struct SweepDirectory: Hashable, Sendable {
    /// The absolute path.
    package let path: String
    /// Whether it is another directory than the config names, because that was taken.
    private let isMoved: Bool
    /// Whether there is a directory at all.
    private let isKept: Bool
    /// True if the jobs go on in the directories that an earlier start has made.
    private var isResumed = false
    private static let configName = "multirun.yaml"

    /// The directory that a sweep is going to have, if nobody is quicker.
    package static func planned(
        for composition: Composition, workingDirectory: String, isKept: Bool = true
    ) throws(ConfigError) -> SweepDirectory {
        let place =
            isKept ? try JobPlace(ofSweep: composition, workingDirectory: workingDirectory) : .nowhere(workingDirectory)
        return SweepDirectory(path: place.path, isMoved: false, isKept: isKept)
    }

    /// Makes the directory of a sweep, and writes `multirun.yaml` there.
    ///
    /// What happens when it is taken follows the same rules as for a single run. Of several processes that work on the
    /// sweep together the first one does this, and the others join it.
    package static func claim(
        for composition: Composition, _ context: RunContext, ifTaken: RunDirectory.IfTaken? = nil
    ) throws(ConfigError) -> SweepDirectory {
        let place = try JobPlace(ofSweep: composition, workingDirectory: context.workingDirectory, ifTaken: ifTaken)
        let path = try RankMeeting.shared(composition.hydra["sweep.dir"]?.string ?? "", "sweep", composition, context) {
            () throws(ConfigError) in
            let path = try RunDirectory.claim(
                place.path, recordName: nil, ifTaken: place.ifTaken, namedBy: place.setting
            ).path
            let sweep = SweepDirectory(path: path, isMoved: path != place.path, isKept: true)
            try write(try sweep.naming(itselfIn: composition).yaml(.all), to: FilePath.join(path, configName), place)
            return path
        }
        var sweep = SweepDirectory(path: path, isMoved: path != place.path, isKept: true)
        sweep.isResumed = place.ifTaken == .resume
        return sweep
    }

    /// A composition of the sweep, or of a job in it, that names this directory as the sweep's.
    package func naming(itselfIn composition: Composition) -> Composition {
        isMoved ? composition.settingHydra([(["sweep", "dir"], ConfigNode(.string(path)))]) : composition
    }

    /// The place of a job in it; `composition` is the job's own.
    package func place(of job: Job, _ composition: Composition) throws(ConfigError) -> JobPlace {
        if !isKept { return .nowhere(path, jobIndex: job.index) }
        return try JobPlace(ofJob: job.index, of: composition, in: path, ifTaken: isResumed ? .resume : .suffix)
    }

    private static func write(_ text: String, to file: String, _ place: JobPlace) throws(ConfigError) {
        let keepsEarlier = place.ifTaken == .keepEarlier || place.ifTaken == .resume
        var isNew = false
        do {
            repeat {
                if keepsEarlier, PosixFile.exists(file) {
                    // A sweep that is started as before has its config there.
                    if try PosixFile.bytes(of: file) == Array(text.utf8) { return }
                    try PosixFile.setAside(file)
                }
                isNew = try PosixFile.writeNew(file, text.utf8)
            } while keepsEarlier && !isNew
        } catch {
            throw ConfigError(Diagnostic(.run, "the sweep's config cannot be written: \(error.reason)", notes: [file]))
        }
        if !isNew { throw taken(place.path) }
    }

    private static func taken(_ path: String) -> ConfigError {
        ConfigError(
            Diagnostic(
                .run, "another sweep has this directory already, and its record is not overwritten", notes: [path],
                help:
                    "--exist suffix takes a new one beside it, --exist resume goes on there, hydra.sweep.dir=DIRECTORY names another"
            ))
    }
}

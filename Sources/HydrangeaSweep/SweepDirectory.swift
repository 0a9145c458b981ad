package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaRun
package import HydrangeaTree

/// The directory of a sweep. It contains the directories of its jobs and `multirun.yaml`, the config from which the
/// sweep was started.
package struct SweepDirectory: Hashable, Sendable {
    /// The absolute path.
    package let path: String
    /// True if the directory differs from the config's `hydra.sweep.dir`, because that one was taken.
    private let isMoved: Bool
    /// False if the sweep has no directory.
    private let isKept: Bool
    /// True if the jobs continue in the directories that an earlier start of the sweep has made.
    private var isResumed = false
    private static let configName = "multirun.yaml"

    /// The directory that the sweep will have, unless another process claims it first.
    package static func planned(
        for composition: Composition, workingDirectory: String, isKept: Bool = true
    ) throws(ConfigError) -> SweepDirectory {
        let place =
            isKept ? try JobPlace(ofSweep: composition, workingDirectory: workingDirectory) : .nowhere(workingDirectory)
        return SweepDirectory(path: place.path, isMoved: false, isKept: isKept)
    }

    /// Makes the directory of a sweep, and writes `multirun.yaml` there.
    ///
    /// A directory that is taken is treated as for a single run. If several processes work on the sweep together, the
    /// first one claims the directory and the others use it.
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

    /// The composition of the sweep or of one of its jobs, with `hydra.sweep.dir` set to this directory.
    package func naming(itselfIn composition: Composition) -> Composition {
        isMoved ? composition.settingHydra([(["sweep", "dir"], ConfigNode(.string(path)))]) : composition
    }

    /// The place of a job in the sweep's directory. `composition` is the job's.
    package func place(of job: SweepJob, _ composition: Composition) throws(ConfigError) -> JobPlace {
        if !isKept { return .nowhere(path, jobIndex: job.index) }
        return try JobPlace(ofJob: job.index, of: composition, in: path, ifTaken: isResumed ? .resume : .suffix)
    }

    private static func write(_ text: String, to file: String, _ place: JobPlace) throws(ConfigError) {
        let keepsEarlier = place.ifTaken == .keepEarlier || place.ifTaken == .resume
        var isNew = false
        do {
            repeat {
                if keepsEarlier, PosixFile.exists(file) {
                    // A sweep that is started again has written the same config already.
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

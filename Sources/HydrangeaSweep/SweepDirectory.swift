package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaRun
package import HydrangeaTree

/// The directory of a sweep. It contains the directories of its jobs and `multirun.yaml`, the config from which the
/// sweep was started.
package struct SweepDirectory: Hashable, Sendable {
    private let place: JobPlace
    /// True if `path` differs from `hydra.sweep.dir`, because that directory was taken.
    private let isMoved: Bool
    private static let configName = "multirun.yaml"

    /// The absolute path.
    package var path: String { place.path }

    /// The directory that the sweep will have, unless another process claims it first.
    ///
    /// - Parameters:
    ///   - isKept: False for a sweep that keeps nothing (`--no-run-dir`).
    ///   - ifTaken: The policy from the command line, if given.
    package static func planned(
        for composition: Composition, workingDirectory: String, isKept: Bool = true,
        ifTaken: RunDirectory.IfTaken? = nil
    ) throws(ConfigError) -> SweepDirectory {
        let place =
            isKept
            ? try JobPlace(ofSweep: composition, workingDirectory: workingDirectory, ifTaken: ifTaken)
            : .unrecorded(workingDirectory)
        return SweepDirectory(place: place, isMoved: false)
    }

    /// Makes the planned directory, or another one where that is taken, and writes `multirun.yaml` there.
    ///
    /// A directory that is taken is treated as for a single run. If several processes work on the sweep together, the
    /// first one claims the directory and the others use it.
    package func claim(for composition: Composition, _ context: RunContext) async throws(ConfigError) -> SweepDirectory
    {
        guard place.isKept else { return self }
        let written = composition.hydra["sweep.dir"]?.string ?? ""
        let path = try await RankMeeting.shared(written, "sweep", composition, context) { () throws(ConfigError) in
            let path = try RunDirectory.claim(
                place.path, hydraDirectory: nil, ifTaken: place.ifTaken, namedBy: place.setting
            ).path
            let text = try moved(to: path).naming(itselfIn: composition).yaml(.all)
            try Self.write(text, to: FilePath.join(path, Self.configName), place)
            return path
        }
        return moved(to: path)
    }

    private func moved(to path: String) -> SweepDirectory {
        SweepDirectory(place: place.moved(to: path), isMoved: path != place.path)
    }

    /// The composition of the sweep or of one of its jobs, with `hydra.sweep.dir` set to this directory.
    package func naming(itselfIn composition: Composition) -> Composition {
        isMoved ? composition.settingHydra([(["sweep", "dir"], ConfigNode(.string(path)))]) : composition
    }

    /// The rule for the place of a job of the sweep. With `--exist resume`, jobs continue in the directories that an
    /// earlier start of the sweep has made.
    package func placement(of job: SweepJob) -> JobPlacement {
        place.isKept
            ? .sweep(directory: path, index: job.index, ifTaken: place.ifTaken == .resume ? .resume : .suffix)
            : .known(.unrecorded(path, jobIndex: job.index))
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

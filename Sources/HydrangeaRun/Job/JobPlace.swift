package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaTree

/// The directory that a job writes to.
package struct JobPlace: Hashable, Sendable {
    /// The absolute path of the directory.
    package let path: String
    package let ifTaken: RunDirectory.IfTaken
    /// The job's number in its sweep, or nil for a single run.
    package let jobIndex: Int?
    /// True if the run has a directory and a record; false with `--no-run-dir`.
    package let isKept: Bool
    /// The setting that names the directory, for messages: `hydra.run.dir`.
    package let setting: String

    package init(
        path: String, ifTaken: RunDirectory.IfTaken, jobIndex: Int? = nil, isKept: Bool = true,
        namedBy setting: String = "hydra.run.dir"
    ) {
        self.setting = setting
        self.path = path
        self.ifTaken = ifTaken
        self.jobIndex = jobIndex
        self.isKept = isKept
    }

    /// The place of a run without a directory and a record. The program's own relative paths count from the working
    /// directory.
    package static func unrecorded(_ workingDirectory: String, jobIndex: Int? = nil) -> JobPlace {
        JobPlace(
            path: FilePath.absolute(workingDirectory, in: "/"), ifTaken: .keepEarlier, jobIndex: jobIndex, isKept: false
        )
    }

    /// The place of a single run.
    ///
    /// - Parameter ifTaken: The policy from the command line, if given.
    fileprivate init(of composition: Composition, workingDirectory: String, ifTaken: RunDirectory.IfTaken?)
        throws(ConfigError)
    {
        let path = try JobSettings(composition).runDirectory
        try LeadingOutside.check(path, outOf: workingDirectory, "hydra.run.dir", in: composition)
        self.init(path, namedBy: "hydra.run.dir", of: composition, workingDirectory: workingDirectory, ifTaken)
    }

    /// The place of a sweep.
    package init(ofSweep composition: Composition, workingDirectory: String, ifTaken: RunDirectory.IfTaken? = nil)
        throws(ConfigError)
    {
        let path = try JobSettings(composition).sweepDirectory
        try LeadingOutside.check(path, outOf: workingDirectory, "hydra.sweep.dir", in: composition)
        self.init(path, namedBy: "hydra.sweep.dir", of: composition, workingDirectory: workingDirectory, ifTaken)
    }

    /// Chooses `ifTaken` by the setting, unless the command line gives it:
    /// - A directory named after the time (`${now:…}`) belongs to one run: a second run in the same second gets a
    ///   number.
    /// - The working directory (`hydra.run.dir: .`) is shared by runs, and earlier records are kept.
    /// - Any other directory that already has a record is refused.
    private init(
        _ directory: String, namedBy setting: String, of composition: Composition, workingDirectory: String,
        _ asked: RunDirectory.IfTaken?
    ) {
        let node = composition.tree[ConfigPath(setting)]
        let path = FilePath.absolute(directory, in: workingDirectory)
        let isTimed = node?.string?.contains("${now:") ?? false
        let isHere = path == FilePath.absolute(workingDirectory, in: "/")
        self.init(
            path: path, ifTaken: asked ?? (isTimed ? .suffix : isHere ? .keepEarlier : .error), namedBy: setting)
    }

    /// The place of a job in its sweep's directory.
    ///
    /// - Throws: if `hydra.sweep.subdir` leads out of the sweep's directory.
    fileprivate init(ofJob index: Int, of composition: Composition, in sweep: String, ifTaken: RunDirectory.IfTaken)
        throws(ConfigError)
    {
        let subdirectory = try JobSettings(composition).sweepSubdirectory
        try LeadingOutside.check(subdirectory, outOf: sweep, "hydra.sweep.subdir", in: composition)
        self.init(
            path: FilePath.absolute(subdirectory, in: sweep), ifTaken: ifTaken, jobIndex: index,
            namedBy: "hydra.sweep.subdir")
    }

    /// Rejects directory names that are too long for the file system, before anything starts.
    func checkNames() throws(ConfigError) {
        guard isKept, path.utf8.count > Self.longestName,
            let name = path.split(separator: "/").first(where: { $0.utf8.count > Self.longestName })
        else { return }
        throw ConfigError(
            Diagnostic(
                .run,
                "the name of the run directory is too long: \(name.utf8.count) bytes, of \(Self.longestName) at most",
                notes: ["it begins with \(name.prefix(40))"], help: "choose another name with \(setting)=DIRECTORY"))
    }

    /// The length limit of a file name on Linux and macOS, in bytes.
    private static let longestName = 255

    /// The same place in another directory.
    package func moved(to path: String) -> JobPlace {
        JobPlace(path: path, ifTaken: ifTaken, jobIndex: jobIndex, isKept: isKept, namedBy: setting)
    }
}

/// The rule that gives a job its place, once the job's config is composed.
package enum JobPlacement: Hashable, Sendable {
    /// The directory that `hydra.run.dir` names, for a single run.
    ///
    /// `ifTaken` is the policy from the command line, if given.
    case run(workingDirectory: String, ifTaken: RunDirectory.IfTaken?)
    /// The directory that `hydra.sweep.subdir` names, in the directory of a sweep.
    case sweep(directory: String, index: Int, ifTaken: RunDirectory.IfTaken)
    /// A place that does not depend on the config.
    case known(JobPlace)

    /// The place of a job with this config.
    ///
    /// - Throws: if the config names no directory, or one that leads outside.
    func place(of composition: Composition) throws(ConfigError) -> JobPlace {
        switch self {
        case .run(let workingDirectory, let ifTaken):
            try JobPlace(of: composition, workingDirectory: workingDirectory, ifTaken: ifTaken)
        case .sweep(let directory, let index, let ifTaken):
            try JobPlace(ofJob: index, of: composition, in: directory, ifTaken: ifTaken)
        case .known(let place): place
        }
    }
}

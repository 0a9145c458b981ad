package import HydrangeaCompose
import HydrangeaFiles
package import HydrangeaTree

/// Where a job is going to write.
package struct JobPlace: Hashable, Sendable {
    /// The absolute path of the directory.
    package let path: String
    package let ifTaken: RunDirectory.IfTaken
    /// The job's number in its sweep.
    package let jobIndex: Int?
    /// Whether the run has a directory and a record at all.
    package let isKept: Bool

    package init(path: String, ifTaken: RunDirectory.IfTaken, jobIndex: Int? = nil, isKept: Bool = true) {
        self.path = path
        self.ifTaken = ifTaken
        self.jobIndex = jobIndex
        self.isKept = isKept
    }

    /// The place of a run that leaves nothing of its own: what the program itself writes counts from the working
    /// directory.
    package static func nowhere(_ workingDirectory: String, jobIndex: Int? = nil) -> JobPlace {
        JobPlace(
            path: FilePath.absolute(workingDirectory, in: "/"), ifTaken: .keepEarlier, jobIndex: jobIndex, isKept: false
        )
    }

    /// The place of a single run.
    ///
    /// - Parameter ifTaken: What the command line says, if anything.
    package init(of composition: Composition, workingDirectory: String, ifTaken: RunDirectory.IfTaken? = nil)
        throws(ConfigError)
    {
        let path = try RunSettings(composition).runDirectory
        try LeadingOutside.check(path, outOf: workingDirectory, "hydra.run.dir", in: composition)
        self.init(path, writtenAs: composition.hydra["run.dir"], workingDirectory: workingDirectory, ifTaken)
    }

    /// The place of a sweep.
    package init(ofSweep composition: Composition, workingDirectory: String, ifTaken: RunDirectory.IfTaken? = nil)
        throws(ConfigError)
    {
        let path = try RunSettings(composition).sweepDirectory
        try LeadingOutside.check(path, outOf: workingDirectory, "hydra.sweep.dir", in: composition)
        self.init(path, writtenAs: composition.hydra["sweep.dir"], workingDirectory: workingDirectory, ifTaken)
    }

    /// A directory that is named after the time is for one run, so a second one in the same second gets a number. In
    /// the working directory (`hydra.run.dir: .`) runs follow each other, and the earlier record stays. Any other
    /// directory that has a record is refused.
    private init(
        _ directory: String, writtenAs node: ConfigNode?, workingDirectory: String, _ asked: RunDirectory.IfTaken?
    ) {
        let path = FilePath.absolute(directory, in: workingDirectory)
        let isTimed = node?.string?.contains("${now:") ?? false
        let isHere = path == FilePath.absolute(workingDirectory, in: "/")
        self.init(path: path, ifTaken: asked ?? (isTimed ? .suffix : isHere ? .keepEarlier : .error))
    }

    /// The place of a job in its sweep's directory.
    ///
    /// - Throws: when `hydra.sweep.subdir` leads out of it.
    package init(ofJob index: Int, of composition: Composition, in sweep: String, ifTaken: RunDirectory.IfTaken)
        throws(ConfigError)
    {
        let subdirectory = try RunSettings(composition).sweepSubdirectory
        try LeadingOutside.check(subdirectory, outOf: sweep, "hydra.sweep.subdir", in: composition)
        self.init(path: FilePath.absolute(subdirectory, in: sweep), ifTaken: ifTaken, jobIndex: index)
    }

    func moved(to path: String) -> JobPlace {
        JobPlace(path: path, ifTaken: ifTaken, jobIndex: jobIndex, isKept: isKept)
    }
}

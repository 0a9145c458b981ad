package import HydrangeaCompose
import HydrangeaFiles
import HydrangeaPlatform
package import HydrangeaTree
import HydrangeaYAML

/// A `RankMeeting` lets the processes (ranks) of one job share one directory.
///
/// The directory's name usually contains the time, which differs between processes. So rank 0 creates the directory and
/// announces it in the file `.ranks/JOB.json`, with the time of its own start. The file lies in the part of
/// `hydra.run.dir` before any interpolation, such as `outputs`. The other ranks wait for the file and use both, so that
/// `${now:…}` is the same in all of them.
///
/// A rank leaves a file `JOB.TOKEN.rank-N` for each announcement that it has joined. If that file exists already, the
/// announcement was left by an earlier launch, and the rank goes on waiting.
package struct RankMeeting {
    /// The shared directory of all ranks of a job. Rank 0 creates it with `make`, and the others wait for its
    /// announcement. A process without a rank only calls `make`.
    package static func shared(
        _ written: String, _ part: String, _ composition: Composition, _ context: RunContext,
        make: () throws(ConfigError) -> String
    ) async throws(ConfigError) -> String {
        guard let rank = context.rank else { return try make() }
        let meeting = RankMeeting(rank, at: written, part, composition.now, context)
        if !rank.isFirst { return try await meeting.join().directory }
        let directory = try make()
        try meeting.announce(directory)
        return directory
    }

    struct Announcement {
        var directory: String
        /// The time for `${now:…}`, in seconds since 1970.
        var now: Double
        /// The seed for jobs whose config has none.
        var seed: Run.Seed
        /// The fingerprint of rank 0's config, if the directory is that of a job.
        var fingerprint: String?
        /// The unique identifier of the announcement.
        var token: String
        var moment: Run.Moment
        var process: RunRecord.ProcessIdentity
        var host: String
    }

    let rank: Run.Rank
    private let place: String
    private let name: String
    private let now: Double
    private let seed: Run.Seed
    private let patience: Double
    private let start = Run.Moment.now()

    init(_ rank: Run.Rank, of composition: Composition, jobIndex: Int?, _ context: RunContext) {
        let written = composition.hydra[jobIndex == nil ? "run.dir" : "sweep.dir"]?.string ?? ""
        self.init(rank, at: written, jobIndex.map { "job-\($0)" }, composition.now, context)
    }

    init(_ rank: Run.Rank, at directory: String, _ part: String?, _ now: Double, _ context: RunContext) {
        self.rank = rank
        self.now = now
        seed = context.drawnSeed
        let known = directory.split(separator: "/", omittingEmptySubsequences: false).prefix { !$0.contains("$") }
        let base =
            known.count == directory.split(separator: "/", omittingEmptySubsequences: false).count
            ? known.dropLast() : known
        place = FilePath.join(FilePath.absolute(base.joined(separator: "/"), in: context.workingDirectory), ".ranks")
        let job = [rank.job.isEmpty ? "of-\(rank.count)" : rank.job, part].compactMap(\.self).joined(separator: "-")
        func isPlain(_ letter: Unicode.Scalar) -> Bool {
            letter.properties.isAlphabetic || letter.properties.numericType != nil
                || "-._".unicodeScalars.contains(letter)
        }
        name = String(job.unicodeScalars.map { isPlain($0) ? Character($0) : "_" })
        patience = context.environment["HYDRANGEA_RANK_TIMEOUT"].flatMap { Double($0) } ?? 120
    }

    private var file: String { FilePath.join(place, "\(name).json") }

    // MARK: Rank 0

    /// Announces the directory to the other ranks.
    func announce(_ directory: String, fingerprint: Fingerprint? = nil) throws(ConfigError) {
        let process = RunRecord.ProcessIdentity.current()
        let token = "\(process.pid)-\(start.microseconds)"
        let node: ConfigNode = [
            "directory": ConfigNode(.string(directory)), "now": ConfigNode(.float(now)),
            "seed": ConfigNode(.string(seed.description)),
            "fingerprint": ConfigNode(fingerprint.map { .string($0.description) } ?? .null),
            "token": ConfigNode(.string(token)), "moment": ConfigNode(.int(start.microseconds)),
            "host": ConfigNode(.string(RunRecord.Machine(environment: [:]).host)), "pid": ConfigNode(.int(process.pid)),
            "start": ConfigNode(process.start.map { .int($0) } ?? .null),
            "boot": ConfigNode(process.boot.map { .string($0) } ?? .null),
            "namespace": ConfigNode(process.namespace.map { .string($0) } ?? .null),
        ]
        do {
            try RunDirectory.makeWithParents(place)
            try PosixFile.writeWhole(file, (JSONText.lines(node) + "\n").utf8)
            removeMarks(but: token)
        } catch {
            throw ConfigError(
                Diagnostic(
                    .run, "the other processes of this job cannot be told the directory: \(error.reason)", notes: [file]
                ))
        }
    }

    /// Removes the marks of earlier launches. They are needed until a new announcement replaces the old one.
    private func removeMarks(but token: String) {
        for mark in PosixFile.names(in: place)
        where mark.hasPrefix("\(name).") && mark.contains(".rank-") && !mark.contains(".\(token).") {
            unlink(FilePath.join(place, mark))
        }
    }

    // MARK: Other ranks

    /// Waits for rank 0's announcement.
    ///
    /// - Throws: if there is none in time.
    func join() async throws(ConfigError) -> Announcement {
        while true {
            // The announcement may have been replaced by another launch between reading it and marking it. Read it
            // again, and start over if the token has changed.
            if let found = announcement, isCurrent(found), leaveMark(found), announcement?.token == found.token {
                return found
            }
            if Run.Moment.now().seconds - start.seconds > patience { throw tooLate }
            // Suspended, not blocked: other jobs of this process go on.
            do { try await Task.sleep(for: .milliseconds(10)) } catch { throw cancelled }
        }
    }

    private var announcement: Announcement? {
        guard let source = try? SourceText(reading: file), let node = try? YAMLReader().readDocument(source) else {
            return nil
        }
        guard let directory = node["directory"]?.string, case .float(let now)? = node["now"]?.content,
            let seed = node["seed"]?.string.flatMap({ UInt64($0) }), let token = node["token"]?.string,
            case .int(let moment)? = node["moment"]?.content, case .int(let pid)? = node["pid"]?.content
        else { return nil }
        var process = RunRecord.ProcessIdentity(pid: pid)
        if case .int(let start)? = node["start"]?.content { process.start = start }
        process.boot = node["boot"]?.string
        process.namespace = node["namespace"]?.string
        return Announcement(
            directory: directory, now: now, seed: Run.Seed(seed), fingerprint: node["fingerprint"]?.string,
            token: token, moment: Run.Moment(microseconds: moment),
            process: process,
            host: node["host"]?.string ?? "")
    }

    /// True if the announcement can belong to this launch. If rank 0 has ended, it may have been quick, or may belong
    /// to an earlier launch; then the job identifier or the age of the announcement decides.
    private func isCurrent(_ announcement: Announcement) -> Bool {
        switch announcement.process.state(isOurHost: announcement.host == RunRecord.Machine(environment: [:]).host) {
        case .alive: return true
        case .gone, .unknown: return !rank.job.isEmpty || start.seconds - announcement.moment.seconds < 60
        }
    }

    /// Creates this rank's mark for an announcement. False if the mark exists already, because the announcement belongs
    /// to an earlier launch.
    private func leaveMark(_ announcement: Announcement) -> Bool {
        let mark = FilePath.join(place, "\(name).\(announcement.token).rank-\(rank.index)")
        return (try? PosixFile.writeNew(mark, [])) ?? true
    }

    private var cancelled: ConfigError {
        ConfigError(Diagnostic(.run, "the job was cancelled while it waited for the directory that process 0 makes"))
    }

    private var tooLate: ConfigError {
        ConfigError(
            Diagnostic(
                .run,
                "process \(rank.index) of \(rank.count) has waited \(Int(min(patience, 1e9))) s for the directory that process 0 makes",
                notes: [
                    "waited for: \(file)",
                    "the variables of \(rank.launcher) say that \(rank.count) processes work on this job",
                ],
                help: "see what process 0 says; the directory must be on a disk that all share. "
                    + "HYDRANGEA_RANK_TIMEOUT=SECONDS sets how long to wait, --no-run-dir does without a directory"))
    }
}

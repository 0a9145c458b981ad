import HydrangeaTree

extension RunRecord {
    /// What happened in a run, and what it takes to do it again: the content of `record.json`.
    public struct Facts: Hashable, Sendable {
        public enum Status: String, Hashable, Sendable, CaseIterable { case running, succeeded, failed }

        /// The form of the file; it grows when a key changes its meaning.
        public static let version = 1

        public var status = Status.running
        /// The command line, with the program's name first.
        public var arguments: [String]
        /// The fingerprint of `frozen.yaml`.
        public var fingerprint: Fingerprint
        public var configName: String?
        public var jobName: String
        /// The job's number in its sweep.
        public var jobIndex: Int?
        /// What the run's random numbers follow from.
        public var seed: UInt64?
        /// The variables that `.env` files set, in the order of the files: their names, never their values.
        public var environmentFiles: [EnvironmentFile] = []
        public var git: GitState?
        public var machine: Machine
        /// Both in UTC: `2026-11-23T11:26:00.123Z`.
        public var start: String
        public var end: String?
        /// What the program reported as its objective.
        public var objective: Double?
        /// What went wrong, when the run failed.
        public var error: String?
        public var exitStatus: Int?

        public struct EnvironmentFile: Hashable, Sendable {
            public var path: String
            public var names: [String]

            public init(path: String, names: [String]) {
                self.path = path
                self.names = names
            }
        }

        /// Closes the record of a run that has ended.
        mutating func close(at moment: Moment, objective: Double?, error: String?) {
            status = error == nil ? .succeeded : .failed
            end = moment.utc
            self.objective = objective
            self.error = error
            exitStatus = error == nil ? 0 : 1
        }

        /// Writes the record in whole; at its end so that it outlives a power failure.
        func write(to place: String) throws(PosixFile.Failure) {
            let text = JSONText.lines(node) + "\n"
            try PosixFile.writeWhole(FilePath.join(place, RunRecord.fileName), text.utf8, durable: end != nil)
        }
    }
}

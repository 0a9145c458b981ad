extension RunRecord {
    /// What happened in a run, and what it takes to do it again: the content of `record.json`, whose form
    /// `hydrangea schema record` prints.
    public struct Facts: Hashable, Sendable, Codable {
        /// How far a run has come, or how it ended.
        public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
            /// The run goes on, or its process could not say any more that it has ended: ``lost``.
            case running
            /// The task returned, or ended the program with status 0.
            case succeeded
            /// The task threw an error, or ended the program with another status.
            case failed
            /// A signal asked the process to end: Ctrl-C, a scheduler, a terminal that was closed.
            case killed
            /// The process got a signal for what it did: it read where it may not, or stopped itself.
            case crashed
            /// The record says that it is running, but its process is gone: it was killed without being asked, or the
            /// machine stopped.
            ///
            /// No file says so: whoever reads a record sees it.
            case lost
        }

        /// The form of the file; it grows when a key changes its meaning. New keys may come at any time.
        public static let version = 1

        /// The form of the file that was read or is written.
        public var version = Self.version
        /// How the run ended, as the file says. A reader on the same machine asks ``currentStatus(on:)``, which knows
        /// lost runs too.
        public var status = Status.running
        /// The command line, with the program's name first.
        public var arguments: [String]
        /// The absolute path of the directory in which the program was started; relative paths on its command line
        /// count from there.
        public var workingDirectory: String
        /// The fingerprint of `frozen.yaml`.
        public var fingerprint: Fingerprint
        /// The primary config; nil when there was none.
        public var configName: String?
        /// What the run is called, and its number in a sweep.
        public var job: Job
        /// What the run's random numbers follow from. In the file it is text: not all readers of JSON hold numbers of
        /// 64 bits.
        public var seed: UInt64? {
            get { seedText.flatMap { UInt64($0) } }
            set { seedText = newValue.map { String($0) } }
        }
        private var seedText: String?
        /// The run that this one repeats or goes on with.
        public var origin: Origin?
        /// This process's place among those that work on the job together.
        public var rank: Rank?
        /// The variables that `.env` files set, in the order of the files: their names, never their values.
        public var environmentFiles: [EnvironmentFile]
        /// The program that ran; nil while it is not found out yet (``packages`` and ``git`` too), and where its file
        /// cannot be read.
        public var program: ProgramFile?
        /// What the program was built from; nil where there is no `Package.resolved`.
        public var packages: PackageVersions?
        /// The state of the code; nil where the working directory is in no git repository, or git is not installed.
        public var git: GitState?
        /// The compiler, and whether the program was optimised.
        public var toolchain: Toolchain
        /// What the run was executed on.
        public var machine: Machine
        /// Which process executed the run: a reader on the same machine can tell whether it still lives.
        public var process: ProcessIdentity
        /// When the run was started, in UTC to the millisecond: `2026-11-23T11:26:00.123Z`.
        public var start: String
        /// When it ended, in the same form; nil as long as it runs, and of a lost run.
        public var end: String?
        /// The data that the program registered.
        public var data: [DataFingerprint]
        /// What the program reported as its objective.
        public var objective: Double?
        /// The numbers and files that `hydrangea verify` compares with those of a rerun.
        public var results: Results
        /// What went wrong, when the run failed.
        public var error: String?
        /// What a shell sees: 128 and the signal's number when a signal ended the process.
        public var exitStatus: Int?
        /// The signal's name, when one ended the process.
        public var signal: String?

        /// What a run is called.
        public struct Job: Hashable, Sendable, Codable {
            /// `hydra.job.name`: the program's name unless the config says otherwise.
            public var name: String
            /// The job's number in its sweep.
            public var index: Int?

            package init(name: String, index: Int? = nil) {
                self.name = name
                self.index = index
            }
        }

        /// A `.env` file that was read before the config was composed.
        public struct EnvironmentFile: Hashable, Sendable, Codable {
            /// The absolute path.
            public var path: String
            /// The variables that were taken from it, sorted; without those that the process had and kept.
            public var names: [String]

            package init(path: String, names: [String]) {
                self.path = path
                self.names = names
            }
        }

        /// An earlier run that this one follows, and how its surroundings differed.
        public struct Origin: Hashable, Sendable, Codable {
            /// How a run follows an earlier one.
            public enum Kind: String, Hashable, Sendable, Codable {
                /// The frozen config of the other run was executed again.
                case rerun
                /// The other run was in the same directory, and this one went on there.
                case resume
            }

            /// Whether this run repeats the other or goes on with it.
            public var kind: Kind
            /// The other run's directory.
            public var directory: String
            /// Where the other run's record is now.
            public var record: String
            /// That of the other run's frozen config; nil when it left no record.
            public var fingerprint: Fingerprint?
            /// What was not as it had been, a sentence each.
            public var differences: [String]
        }

        /// What the program declared to be its results, beside the objective.
        public struct Results: Hashable, Sendable, Codable {
            /// The numbers, in the order in which their names were first reported.
            public var values: [Value] = []
            /// The files, in the order in which they were declared.
            public var files: [File] = []

            /// A number with a name: ``Run/report(_:_:)``.
            public struct Value: Hashable, Sendable, Codable {
                /// The name under which the program reported it.
                public var name: String
                /// The last value that was reported.
                public var value: Double
            }

            /// A file that the program declared: ``Run/report(file:)-(RunPath)``.
            public struct File: Hashable, Sendable, Codable {
                /// From the run's directory when it lies there, else absolute.
                public var path: String
                /// Nil when there was no such file at the end.
                public var sha256: Fingerprint?
                /// Its size; nil when there was no such file at the end.
                public var bytes: Int?
            }
        }

        // The file has its keys in this order.
        private enum CodingKeys: String, CodingKey {
            case version, status
            case arguments = "argv"
            case workingDirectory = "working_directory"
            case fingerprint
            case configName = "config_name"
            case job
            case seedText = "seed"
            case origin, rank
            case environmentFiles = "environment_files"
            case program, packages, git, toolchain, machine, process, start, end, data, objective, results, error
            case exitStatus = "exit_status"
            case signal
        }

        init(
            arguments: [String], workingDirectory: String, fingerprint: Fingerprint, configName: String? = nil,
            job: Job,
            environmentFiles: [EnvironmentFile] = [], machine: Machine, process: ProcessIdentity = .current(),
            start: String
        ) {
            self.arguments = arguments
            self.workingDirectory = workingDirectory
            self.fingerprint = fingerprint
            self.configName = configName
            self.job = job
            self.environmentFiles = environmentFiles
            self.toolchain = .current
            self.machine = machine
            self.process = process
            self.start = start
            data = []
            results = Results()
        }
    }
}

extension RunRecord.Facts {
    /// Takes in what is known of the surroundings by now.
    mutating func add(_ surroundings: Surroundings.Facts) {
        program = surroundings.program
        packages = surroundings.packages
        git = surroundings.git
        machine = surroundings.machine
    }

    /// Closes the record of a run that has ended by itself.
    mutating func close(at moment: Moment, error: String?, exitStatus: Int? = nil) {
        status = error == nil ? .succeeded : .failed
        end = moment.utc
        self.error = error
        self.exitStatus = exitStatus ?? (error == nil ? 0 : 1)
    }

    /// Closes the record of a run that a signal ends.
    mutating func close(at moment: Moment, signal number: Int32) {
        let name = SignalWatch.name(of: number)
        let isCrash = SignalWatch.crashes.contains(number)
        status = isCrash ? .crashed : .killed
        end = moment.utc
        error = isCrash ? "the program crashed with \(name)" : "the program was ended by \(name)"
        signal = name
        exitStatus = 128 + Int(number)
    }

    /// The status as it is now: of a run whose process is gone nobody has closed the record.
    public func currentStatus(on host: String) -> Status {
        guard status == .running, process.state(isOurHost: machine.host == host) == .gone else { return status }
        return .lost
    }
}

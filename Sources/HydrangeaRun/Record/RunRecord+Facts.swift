extension RunRecord {
    /// The contents of `record.json`: the course and result of a run, and the facts that are needed to repeat it. The
    /// command `hydrangea schema record` prints its format.
    public struct Facts: Hashable, Sendable, Codable {
        /// The state of a run, or its result.
        public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
            /// The run is running, or its process was killed before it could close the record: see ``lost``.
            case running
            /// The task returned, or ended the program with status 0.
            case succeeded
            /// The task threw an error, or ended the program with another status.
            case failed
            /// A signal ended the process: from Ctrl-C, a scheduler, or a closed terminal.
            case killed
            /// The process crashed: an invalid memory access, or a failed precondition.
            case crashed
            /// The record says `running`, but its process no longer exists: it was killed with `SIGKILL`, or the
            /// machine stopped.
            ///
            /// Files never contain this status. ``RunRecord/Facts/status(asSeenOn:)`` computes it.
            case lost
        }

        /// The current version of the file format. It is increased when a key changes its meaning. New keys do not
        /// change it.
        public static let version = 1

        /// The version of the format of the file that was read or will be written.
        public var version = Self.version
        /// The status in the file. To detect lost runs, use ``status(asSeenOn:)`` on the same machine.
        public var status = Status.running
        /// The command line, with the program's name first.
        public var arguments: [String]
        /// The working directory in which the program was started, as an absolute path. Relative paths on the command
        /// line count from there.
        public var workingDirectory: String
        /// The fingerprint of `frozen.yaml`.
        public var fingerprint: Fingerprint
        /// The name of the primary config; nil if there was none.
        public var configName: String?
        /// The name of the run, and its number in a sweep.
        public var job: Job
        /// The seed of the run's random numbers. In the file `seed` is a text, because not all JSON readers can hold
        /// 64-bit integers.
        public var seed: UInt64? {
            get { seedText.flatMap { UInt64($0) } }
            set { seedText = newValue.map { String($0) } }
        }
        private var seedText: String?
        /// The run that this run repeats or resumes.
        public var origin: Origin?
        /// The rank of this process among those that work on the job together.
        public var rank: Run.Rank?
        /// The variables that `.env` files have set, in the order of the files: only their names, never their values.
        public var environmentFiles: [EnvironmentFile]
        /// The executable of the run. Nil until it is known (as are ``packages`` and ``git``), or if it cannot be read.
        public var program: ProgramFile?
        /// The resolved dependencies of the program; nil if there is no `Package.resolved`.
        public var packages: PackageVersions?
        /// The state of the code; nil if the working directory is not in a git repository, or git is not installed.
        public var git: GitState?
        /// The compiler and build configuration of the program.
        public var toolchain: Toolchain
        /// The machine that executed the run.
        public var machine: Machine
        /// The process that executed the run. On the same machine, it tells if the run is still running.
        public var process: ProcessIdentity
        /// The start of the run in UTC: `2026-11-23T11:26:00.123Z`.
        public var start: String
        /// The end of the run in the same format; nil while it is running, and for a lost run.
        public var end: String?
        /// Data sets that the program registered.
        public var data: [DataFingerprint]
        /// The last reported objective value.
        public var objective: Double?
        /// The numbers and files that `hydrangea verify` compares with those of a rerun.
        public var results: Results
        /// The error message, if the run failed.
        public var error: String?
        /// The exit status of the process: 128 plus the signal's number if a signal ended it.
        public var exitStatus: Int?
        /// The name of the signal that ended the process, if any.
        public var signal: String?

        /// The name and number of a job.
        public struct Job: Hashable, Sendable, Codable {
            /// The name from `hydra.job.name`, by default the program's name.
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
            /// The absolute path of the file.
            public var path: String
            /// The names of the variables that were set from the file, sorted. Variables that kept the process's value
            /// are not listed.
            public var names: [String]

            package init(path: String, names: [String]) {
                self.path = path
                self.names = names
            }
        }

        /// An earlier run that this run repeats or resumes, and the differences between their surroundings.
        public struct Origin: Hashable, Sendable, Codable {
            /// The relation of a run to an earlier one.
            public enum Kind: String, Hashable, Sendable, Codable {
                /// The frozen config of the earlier run was executed again.
                case rerun
                /// The run continued in the directory of the earlier one.
                case resume
            }

            /// The relation to the earlier run.
            public var kind: Kind
            /// The directory of the earlier run.
            public var directory: String
            /// The path of the earlier run's record, which may have been renamed.
            public var record: String
            /// The fingerprint of the earlier run's frozen config; nil if it left no record.
            public var fingerprint: Fingerprint?
            /// The differences between the surroundings of the two runs, one sentence each.
            public var differences: [String]
        }

        /// The results that the program reported, besides the objective.
        public struct Results: Hashable, Sendable, Codable {
            /// The named numbers, in the order in which they were first reported.
            public var values: [Value] = []
            /// The result files, in the order in which they were reported.
            public var files: [File] = []

            /// A named number: ``Run/report(_:as:)``.
            public struct Value: Hashable, Sendable, Codable {
                /// The name of the number.
                public var name: String
                /// The last reported value.
                public var value: Double
            }

            /// A result file: ``Run/report(file:)-(RunPath)``.
            public struct File: Hashable, Sendable, Codable {
                /// The path relative to the run's directory if the file lies in it, otherwise the absolute path.
                public var path: String
                /// The fingerprint of the file; nil if the file did not exist at the end.
                public var sha256: Fingerprint?
                /// The size of the file in bytes; nil if the file did not exist at the end.
                public var bytes: Int?
            }
        }

        // The order of the cases is the order of keys in the file.
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
    /// Adds the provenance to the facts.
    mutating func add(_ provenance: Provenance.Facts) {
        program = provenance.program
        packages = provenance.packages
        git = provenance.git
        machine = provenance.machine
    }

    /// Closes the record of a run that has ended by itself.
    mutating func close(at moment: Run.Moment, error: String?, exitStatus: Int? = nil) {
        status = error == nil ? .succeeded : .failed
        end = moment.utc
        self.error = error
        self.exitStatus = exitStatus ?? (error == nil ? 0 : 1)
    }

    /// Closes the record of a run that a signal ends.
    mutating func close(at moment: Run.Moment, signal number: Int32) {
        let name = SignalWatch.name(of: number)
        let isCrash = SignalWatch.crashes.contains(number)
        status = isCrash ? .crashed : .killed
        end = moment.utc
        error = isCrash ? "the program crashed with \(name)" : "the program was ended by \(name)"
        signal = name
        exitStatus = 128 + Int(number)
    }

    /// The current status: ``Status/lost`` for a record that says `running` although its process on this machine is
    /// gone.
    public func status(asSeenOn host: String) -> Status {
        guard status == .running, process.state(isOurHost: machine.host == host) == .gone else { return status }
        return .lost
    }
}

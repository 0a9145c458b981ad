import HydrangeaDecode
import HydrangeaFiles
import HydrangeaTree

extension RunRecord {
    /// What happened in a run, and what it takes to do it again: the content of `record.json`, whose form `hydrangea schema record` prints.
    public struct Facts: Hashable, Sendable, Codable {
        public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
            case running, succeeded, failed
            /// A signal asked the process to end: Ctrl-C, a scheduler, a terminal that was closed.
            case killed
            /// The process got a signal for what it did: it read where it may not, or stopped itself.
            case crashed
            /// The record says that it is running, but its process is gone: it was killed without being asked, or the machine stopped.
            ///
            /// No file says so: whoever reads a record sees it.
            case lost
        }

        /// The form of the file; it grows when a key changes its meaning. New keys may come at any time.
        public static let version = 1

        public var version = Self.version
        public var status = Status.running
        /// The command line, with the program's name first.
        public var arguments: [String]
        public var workingDirectory: String
        /// The fingerprint of `frozen.yaml`.
        public var fingerprint: Fingerprint
        public var configName: String?
        public var job: Job
        /// What the run's random numbers follow from. In the file it is text: not all readers of JSON hold numbers of 64 bits.
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
        public var program: ProgramFile?
        public var packages: PackageVersions?
        public var git: GitState?
        public var toolchain: Toolchain
        public var machine: Machine
        public var process: ProcessIdentity
        /// Both in UTC: `2026-11-23T11:26:00.123Z`.
        public var start: String
        public var end: String?
        /// The data that the program registered.
        public var data: [DataFingerprint]
        /// What the program reported as its objective.
        public var objective: Double?
        public var results: Results
        /// What went wrong, when the run failed.
        public var error: String?
        /// What a shell sees: 128 and the signal's number when a signal ended the process.
        public var exitStatus: Int?
        /// The signal's name, when one ended the process.
        public var signal: String?

        public struct Job: Hashable, Sendable, Codable {
            public var name: String
            /// The job's number in its sweep.
            public var index: Int?

            public init(name: String, index: Int? = nil) {
                self.name = name
                self.index = index
            }
        }

        public struct EnvironmentFile: Hashable, Sendable, Codable {
            public var path: String
            public var names: [String]

            public init(path: String, names: [String]) {
                self.path = path
                self.names = names
            }
        }

        public struct Origin: Hashable, Sendable, Codable {
            public enum Kind: String, Hashable, Sendable, Codable {
                /// The frozen config of the other run was executed again.
                case rerun
                /// The other run was in the same directory, and this one went on there.
                case resume
            }

            public var kind: Kind
            /// The other run's directory.
            public var directory: String
            /// Where the other run's record is now.
            public var record: String
            public var fingerprint: Fingerprint?
            /// What was not as it had been, a sentence each.
            public var differences: [String]
        }

        /// What the program declared to be its results, beside the objective.
        public struct Results: Hashable, Sendable, Codable {
            public var values: [Value] = []
            public var files: [File] = []

            public struct Value: Hashable, Sendable, Codable {
                public var name: String
                public var value: Double
            }

            public struct File: Hashable, Sendable, Codable {
                /// From the run's directory when it lies there, else absolute.
                public var path: String
                /// Nil when there was no such file at the end.
                public var sha256: Fingerprint?
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
            arguments: [String], workingDirectory: String, fingerprint: Fingerprint, configName: String? = nil, job: Job,
            environmentFiles: [EnvironmentFile] = [], machine: Machine, process: ProcessIdentity = .current(), start: String
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

// MARK: - The file

extension RunRecord.Facts {
    /// The record as JSON.
    var json: String {
        get throws(ConfigError) { JSONText.lines(try ConfigEncoder().encode(self)) + "\n" }
    }

    /// Reads the record from its file's tree. Keys that came with later releases are passed over.
    init(node: ConfigNode) throws(ConfigError) {
        if case .int(let version)? = node["version"]?.content, version != Self.version {
            throw ConfigError(
                Diagnostic(
                    .run, "this record has version \(version)", origin: node.origin, notes: ["this program reads version \(Self.version)"]))
        }
        do { self = try ConfigDecoder().decode(from: node) } catch {
            let unknown = error.diagnostics.compactMap { $0.code == .unknownKey ? $0.path : nil }
            guard unknown.count == error.diagnostics.count else { throw error }
            var known = node
            for path in unknown { known.remove(path) }
            self = try ConfigDecoder().decode(from: known)
        }
    }
}

extension ConfigNode {
    /// Takes a key out of the mapping that holds it.
    fileprivate mutating func remove(_ path: ConfigPath) {
        guard case .key(let key)? = path.elements.last else { return }
        _ = update(at: path.elements.dropLast()) { (parent: inout ConfigNode) in
            guard case .mapping(var mapping) = parent.content else { return }
            mapping.remove(key)
            parent.content = .mapping(mapping)
        }
    }
}

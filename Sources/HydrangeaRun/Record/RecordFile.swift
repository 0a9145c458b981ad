import HydrangeaFiles
import HydrangeaTree

/// The `record.json` of a run. Its directory is held open, because a later run may rename it meanwhile.
///
/// `RecordFile` is the only place where a record is encoded as text.
struct RecordFile: Sendable {
    let directory: OpenDirectory
    let name: String
    private let redactor: SharedRedactor

    init(_ directory: OpenDirectory, rank: Run.Rank? = nil, redactor: SharedRedactor) {
        self.redactor = redactor
        self.directory = directory
        name = rank.flatMap { $0.isFirst ? nil : "rank-\($0.index).json" } ?? RunRecord.fileName
    }

    /// The file that reserves disk space for the final record.
    static let reserve = "\(RunRecord.fileName).tmp-space"

    /// Reserves disk space, so that a run that fills the disk can still record how it ended.
    func reserveSpace() {
        // Pseudorandom bytes, because a compressing file system would store zeros in no space.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        let bytes = (0..<16 << 10).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        try? directory.write(Self.reserve, bytes)
    }

    /// Writes the record, and before it the diff that it names. If the diff cannot be written, the record is written
    /// without it.
    ///
    /// A closed record and the configs are flushed to the disk, to survive a power failure. For runs shorter than a
    /// second that would cost more than repeating the run.
    func write(_ facts: RunRecord.Facts, diff: [UInt8] = []) throws(PosixFile.Failure) {
        let isDurable = facts.duration >= 1
        let redactor = redactor.current
        var facts = facts.redacted(by: redactor)
        if facts.end != nil { directory.remove(Self.reserve) }
        if let file = facts.git?.diff?.file, !diff.isEmpty {
            do { try directory.write(file, Self.redacted(diff, by: redactor), durable: isDurable) } catch {
                facts.git?.diff?.file = nil
            }
        }
        if isDurable { for name in FrozenFiles.names { directory.makeDurable(name) } }
        // Encoding cannot fail, because all values of the facts are encodable.
        guard let text = try? facts.json else { throw PosixFile.Failure(code: 0) }
        do { try directory.write(name, text.utf8, durable: isDurable) } catch {
            guard facts.end != nil, let short = try? facts.shortened.json else { throw error }
            try directory.write(name, short.utf8, durable: isDurable)
        }
    }
}

extension RecordFile {
    /// The changes of the code as they may be kept: `git apply` takes them when there was no secret in them.
    private static func redacted(_ diff: [UInt8], by redactor: Redactor) -> [UInt8] {
        guard let text = String(validating: diff, as: UTF8.self) else { return diff }
        return Array(redactor.redact(text).utf8)
    }
}

extension RunRecord.Facts {
    /// The facts without secrets.
    func redacted(by redactor: Redactor) -> RunRecord.Facts {
        var facts = self
        facts.arguments = arguments.map(redactor.redact(argument:))
        facts.error = error.map { redactor.redact($0) }
        return facts
    }

    /// The facts without the parts that can be long, for a full disk.
    fileprivate var shortened: RunRecord.Facts {
        var facts = self
        facts.error = error.map { String($0.prefix(500)) }
        facts.results.files = []
        facts.git?.untracked = []
        facts.data = []
        return facts
    }

    /// The duration of the run in seconds; 0 while it is running.
    public var duration: Double {
        guard let end, let first = Run.Moment(utc: start), let last = Run.Moment(utc: end) else { return 0 }
        return Double(last.microseconds - first.microseconds) / 1_000_000
    }
}

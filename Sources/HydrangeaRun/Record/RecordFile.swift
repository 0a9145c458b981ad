import HydrangeaFiles
import HydrangeaTree

/// The file that holds a run's record, in a directory that is held open: a later run in the same place may rename it
/// meanwhile.
///
/// It is the one place where a record becomes text.
struct RecordFile: Sendable {
    let directory: OpenDirectory
    let name: String

    init(_ directory: OpenDirectory, rank: Rank? = nil) {
        self.directory = directory
        name = rank.flatMap { $0.isFirst ? nil : "rank-\($0.index).json" } ?? RunRecord.fileName
    }

    /// The file that keeps room on the disk for the record's last state.
    static let reserve = "\(RunRecord.fileName).tmp-space"

    /// Takes room on the disk for the record's last state: a run that fills the disk can still say how it ended.
    func reserveSpace() {
        // A file system that compresses would take no room for zeros.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        let bytes = (0..<16 << 10).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        try? directory.write(Self.reserve, bytes)
    }

    /// Writes the record, after the diff that belongs to it. A diff that cannot be written is left out.
    ///
    /// A closed record and the configs outlive a power failure, unless the run was so short that it is sooner done
    /// again than a disk has written.
    func write(_ facts: RunRecord.Facts, diff: [UInt8] = []) throws(PosixFile.Failure) {
        let isDurable = facts.lasted >= 1
        var facts = facts
        if facts.end != nil { directory.remove(Self.reserve) }
        if let file = facts.git?.diff?.file, !diff.isEmpty {
            do { try directory.write(file, diff, durable: isDurable) } catch { facts.git?.diff?.file = nil }
        }
        if isDurable { for name in Freeze.names { directory.makeDurable(name) } }
        // Encoding fails only for types that refuse it, and these do not.
        guard let text = try? facts.json else { throw PosixFile.Failure(code: 0) }
        do { try directory.write(name, text.utf8, durable: isDurable) } catch {
            guard facts.end != nil, let short = try? facts.shortened.json else { throw error }
            try directory.write(name, short.utf8, durable: isDurable)
        }
    }
}

extension RunRecord.Facts {
    /// The same without what may be long: for a disk that is full.
    fileprivate var shortened: RunRecord.Facts {
        var facts = self
        facts.error = error.map { String($0.prefix(500)) }
        facts.results.files = []
        facts.git?.untracked = []
        facts.data = []
        return facts
    }

    /// Seconds from the start to the end, or 0 while it runs.
    public var lasted: Double {
        guard let end, let first = Moment(utc: start), let last = Moment(utc: end) else { return 0 }
        return Double(last.microseconds - first.microseconds) / 1_000_000
    }
}

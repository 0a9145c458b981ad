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

    /// Writes the record, after the diff that belongs to it.
    ///
    /// A closed record and the configs outlive a power failure, unless the run was so short that it is sooner done
    /// again than a disk has written.
    func write(_ facts: RunRecord.Facts, diff: [UInt8] = []) throws(PosixFile.Failure) {
        let isDurable = facts.lasted >= 1
        if let file = facts.git?.diff?.file, !diff.isEmpty { try directory.write(file, diff, durable: isDurable) }
        if isDurable { for name in Freeze.names { directory.makeDurable(name) } }
        // Encoding fails only for types that refuse it, and these do not.
        guard let text = try? facts.json else { throw PosixFile.Failure(code: 0) }
        try directory.write(name, text.utf8, durable: isDurable)
    }
}

extension RunRecord.Facts {
    /// Seconds from the start to the end, or 0 while it runs.
    public var lasted: Double {
        guard let end, let first = Moment(utc: start), let last = Moment(utc: end) else { return 0 }
        return Double(last.microseconds - first.microseconds) / 1_000_000
    }
}

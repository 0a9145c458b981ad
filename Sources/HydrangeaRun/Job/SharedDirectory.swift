import HydrangeaFiles
import HydrangeaTree

/// A directory that several runs use, one after another or at the same time: the working directory.
enum SharedDirectory {
    /// The process numbers of other runs whose records say that they are running in the directory.
    ///
    /// Each run writes its record before it looks for others. So if two start at once, at least one of them sees the
    /// other.
    static func others(than run: RunRecord.Facts, in directory: String, hydraDirectory: String) -> [Int] {
        let host = RunRecord.Machine(environment: [:]).host
        let prefix = FilePath.name(of: hydraDirectory)
        let parent = FilePath.parent(of: FilePath.absolute(hydraDirectory, in: directory)) ?? directory
        return PosixFile.names(in: parent).filter { $0.hasPrefix(prefix) }.compactMap { name in
            let record = FilePath.join(parent, name)
            // Most of the many records belong to finished runs. Searching their first bytes is enough to skip those.
            guard let bytes = try? PosixFile.bytes(of: FilePath.join(record, RunRecord.fileName), first: 200),
                String(decoding: bytes, as: UTF8.self).contains("\"status\": \"running\""),
                let facts = try? RunRecord(directory: record, hydraDirectory: "").facts, facts.process != run.process,
                facts.status(asSeenOn: host) == .running
            else { return nil }
            return facts.process.pid
        }.sorted()
    }

    /// The warning about these processes; nil if there are none.
    static func warning(_ processes: [Int]) -> String? {
        guard let first = processes.first else { return nil }
        let others =
            processes.count == 1
            ? "another run works in this directory, process \(first)"
            : "\(processes.count) other runs work in this directory, processes "
                + processes.map(String.init).joined(separator: ", ")
        return others + ": what both write under one name, the later one overwrites"
    }
}

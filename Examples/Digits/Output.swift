import Foundation

/// The files that a training run leaves in its directory.
struct RunFiles: Sendable {
    private let directory: String

    /// Makes the directory for checkpoints.
    init(in directory: String) throws {
        self.directory = directory
        try FileManager.default.createDirectory(atPath: directory + "/checkpoints", withIntermediateDirectories: true)
    }

    var lastCheckpoint: String { directory + "/checkpoints/last.ckpt" }
    func checkpoint(epoch: Int) -> String { directory + "/checkpoints/epoch-\(epoch).ckpt" }

    func write(_ metrics: MetricsTable) throws {
        try writeWhole(Data(metrics.csv.utf8), to: directory + "/metrics.csv")
    }
}

/// Writes under a temporary name first: whoever looks finds the old file or the new one, never a part.
func writeWhole(_ bytes: Data, to path: String) throws {
    do { try bytes.write(to: URL(filePath: path), options: .atomic) } catch {
        throw DigitsError("'\(path)' cannot be written: \(error.localizedDescription)")
    }
}

/// A line on a terminal that is written over and over; nothing where the standard error is not one.
struct ProgressLine {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant?

    /// Shows how far the run is, at most some 20 times a second.
    mutating func show(epoch: Int, of epochs: Int, batch: Int, of batches: Int) {
        guard isShown, last.map({ clock.now - $0 > .milliseconds(50) }) ?? true else { return }
        last = clock.now
        let width = 30
        let done = (Double(epoch - 1) + Double(batch) / Double(batches)) / Double(epochs)
        let filled = min(Int(done * Double(width)), width)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        write("\r\(bar) epoch \(epoch)/\(epochs)")
    }

    /// Makes room for other text.
    mutating func clear() {
        if isShown, last != nil { write("\r\u{1B}[K") }
        last = nil
    }

    private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}

import Foundation
import Hydrangea

/// The files that a training run leaves in its directory.
struct RunFiles: Sendable {
    private let directory: RunPath

    init(in directory: RunPath) { self.directory = directory }

    var metrics: RunPath { directory.appending("metrics.csv") }
    var lastCheckpoint: RunPath { directory.appending("checkpoints/last.ckpt") }
    func checkpoint(epoch: Int) -> RunPath { directory.appending("checkpoints/epoch-\(epoch).ckpt") }
}

/// A progress line that is overwritten in place. It is shown only if the standard error is a terminal.
struct ProgressLine {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant?

    /// Shows the progress of the run, at most about 20 times a second.
    mutating func show(epoch: Int, of epochs: Int, batch: Int, of batches: Int) {
        guard isShown, last.map({ clock.now - $0 > .milliseconds(50) }) ?? true else { return }
        last = clock.now
        let width = 30
        let done = (Double(epoch - 1) + Double(batch) / Double(batches)) / Double(epochs)
        let filled = min(Int(done * Double(width)), width)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        write("\r\(bar) epoch \(epoch)/\(epochs)")
    }

    /// Removes the line, so that other text can be printed.
    mutating func clear() {
        if isShown, last != nil { write("\r\u{1B}[K") }
        last = nil
    }

    private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}

import Foundation

/// A built program that runs while a test goes on.
final class RunningProgram {
    let process = Process()
    private let output = Pipe()

    /// Starts it in the directory of `program`, and waits until it says which directory its run has.
    init(_ program: ExampleProgram, _ arguments: [String]) throws {
        program.prepare(process, arguments)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("directory: ") || !text.hasSuffix("\n") {
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { break }
            text += String(decoding: part, as: UTF8.self)
        }
    }

    /// Sends a signal, waits for the end, and tells the signal that ended the process, or 0.
    func end(by signal: Int32) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
    }
}

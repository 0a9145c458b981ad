import Foundation

/// A built program that runs in the background of a test.
final class RunningProgram {
    let process = Process()
    private let output = Pipe()

    /// Starts the program in the directory of `program`, and waits until it prints the directory of its run.
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

    /// Sends a signal, waits for the end, and returns the signal that ended the process, or 0. A process that does not
    /// end within a minute is killed.
    func end(by signal: Int32) -> Int32 {
        kill(process.processIdentifier, signal)
        let deadline = Date() + 60
        while process.isRunning, Date() < deadline { usleep(10_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
    }
}

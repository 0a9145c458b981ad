/// An error that is found only while the program runs: a broken data file, or a checkpoint of another config.
struct DigitsError: Error, CustomStringConvertible {
    let description: String

    init(_ message: String, notes: [String] = [], help: String? = nil) {
        let lines = [message] + notes.map { "  \($0)" } + (help.map { ["  help: \($0)"] } ?? [])
        description = lines.joined(separator: "\n")
    }
}

/// A mistake that shows only when the program does its work: a broken data file, a checkpoint of another config.
struct DigitsError: Error, CustomStringConvertible {
    let description: String

    init(_ message: String, notes: [String] = [], help: String? = nil) {
        let lines = [message] + notes.map { "  \($0)" } + (help.map { ["  help: \($0)"] } ?? [])
        description = lines.joined(separator: "\n")
    }
}

import ArgumentParser
import Hydrangea

/// `hydrangea schema`: prints the JSON Schema of a file that a run writes.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a file that runs leave: record, for .hydra/record.json.")

    enum File: String, CaseIterable { case record }

    @Argument(help: "record", transform: Choice.of)
    var file: File

    func run() throws { try Console(Invocation.current()).write(RunRecord.schema) }
}

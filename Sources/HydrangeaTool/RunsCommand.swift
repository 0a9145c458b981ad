import ArgumentParser
import Hydrangea
import HydrangeaFiles

/// `hydrangea runs`: lists runs, filtered and sorted.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the runs below a directory, with what they were and how they ended.",
        discussion: """
            A column is directory, status, start, seconds, objective, job, overrides, git, host, seed, error, signal, fingerprint or repeats (the run that a rerun repeats), a result that the \
            program reported, or a key of the config: model.width, or its end, if only one key ends so. A condition compares a column with a value by \
            =, !=, <, <=, > or >=: 'lr<0.01' status=failed. The status lost is that of a run whose process is gone without a word.
            """)

    @Argument(
        parsing: .remaining,
        help: ArgumentHelp(
            "The directory, unless it is this one; and conditions, all of which hold.",
            valueName: "directory-or-condition"))
    var arguments: [String] = []

    @Option(
        help: ArgumentHelp(
            "The columns, separated by commas, beside the usual ones if it begins with '+'.", valueName: "names"))
    var columns: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Sort by this column; '-' in front turns the order.", valueName: "column"))
    var sort: String?

    @Flag(help: "Print the table as CSV.")
    var csv = false

    @Flag(help: "Print the table as JSON.")
    var json = false

    func validate() throws {
        if csv, json { throw ValidationError(both: "--csv", "--json") }
    }

    func run() throws {
        let invocation = Invocation.current()
        let console = Console(invocation)
        let isCondition: (String) -> Bool = { text in text.contains { "=<>".contains($0) } }
        let directories = arguments.filter { !isCondition($0) }
        guard directories.count <= 1 else {
            throw Self.mistake("one directory is listed at a time, not \(directories.joined(separator: ", "))")
        }
        let conditions = try arguments.filter(isCondition).map { try RunCondition($0) }
        let root = FilePath.absolute(directories.first ?? ".", in: invocation.workingDirectory)
        let table = RunTable(columns: Self.columns(columns), root: root)
        let order = sort.map {
            (column: String($0.hasPrefix("-") ? $0.dropFirst() : $0[...]), isTurned: $0.hasPrefix("-"))
        }
        let finder = RunFinder(
            where: conditions, columns: table.columns + (order.map { [$0.column] } ?? []),
            host: RunRecord.Machine(environment: invocation.environment).host)
        let found = try finder.find(below: root)
        console.warn(found.problems)

        let runs = order.map { table.sorted(found.rows, by: $0.column, isTurned: $0.isTurned) } ?? found.rows
        if json { return try console.write(table.json(runs)) }
        if csv { return try console.write(table.csv(runs)) }
        try console.write(runs.isEmpty ? "" : table.text(runs))
        if runs.isEmpty {
            let what =
                found.count == 0
                ? "there are no runs below \(root)" : "none of the \(found.count) runs below \(root) is like that"
            console.warn([Diagnostic(.run, what)])
        }
    }

    private static let usual = ["directory", "status", "start", "seconds", "objective", "git", "overrides"]

    private static func columns(_ text: String?) -> [String] {
        guard let text else { return usual }
        let names = text.drop { $0 == "+" }.split(separator: ",").map(String.init)
        return text.hasPrefix("+") ? Array(usual.dropLast()) + names + ["overrides"] : names
    }
}

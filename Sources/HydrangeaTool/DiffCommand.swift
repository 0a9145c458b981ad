import ArgumentParser
import Hydrangea

/// `hydrangea diff`: compares two runs or config trees, key by key.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compare the configs of two runs, or two YAML files, key by key.",
        discussion: """
            The order of keys does not matter. A line with '-' is the first one's value, a line with '+' the second one's; behind each stands where it \
            comes from. The status is 0 when they are the same and 1 when they differ.
            """)

    @Argument(help: "A run's directory, or a YAML file.")
    var first: String

    @Argument(help: "The other one.")
    var second: String

    @Flag(help: "Compare the configs as they were written, with their interpolations.")
    var unresolved = false

    @Flag(help: "Print the differences as JSON.")
    var json = false

    func run() throws {
        let invocation = Invocation.current()
        let sides = try [first, second].map { try ComparedTree($0, workingDirectory: invocation.workingDirectory) }
        let differences = ComparedTree.differences(sides[0], sides[1], unresolved: unresolved)
        let console = Console(invocation)
        try console.write(json ? Self.json(differences, sides) : Self.text(differences, sides))
        if !differences.isEmpty { throw ExitCode(1) }
    }

    private static func text(_ differences: [TreeDifference], _ sides: [ComparedTree]) -> String {
        if differences.isEmpty { return "" }
        var rows: [[String]] = []
        for difference in differences {
            let key = difference.path.isRoot ? "the whole" : difference.path.description
            for (sign, node, side) in [("-", difference.first, sides[0]), ("+", difference.second, sides[1])] {
                guard let node else { continue }
                let origin = side.origin(of: difference.path, node).map { "(\($0))" }
                rows.append(["\(sign) \(key): \(node.oneLine)", origin ?? ""])
            }
        }
        let lines = TextColumns(rows, widest: 60).lines(gap: "    ")
        return (["--- \(sides[0].name)", "+++ \(sides[1].name)"] + lines).joined(separator: "\n") + "\n"
    }

    private static func json(_ differences: [TreeDifference], _ sides: [ComparedTree]) -> String {
        let items = differences.map { difference in
            var fields: ConfigMapping = ["key": ConfigNode(.string(difference.path.description))]
            for (name, node, side) in [("first", difference.first, sides[0]), ("second", difference.second, sides[1])] {
                guard let node else { continue }
                let origin = side.origin(of: difference.path, node).map { ConfigNode(.string($0)) }
                fields[name] = ["value": node, "from": origin ?? .null]
            }
            return ConfigNode(.mapping(fields))
        }
        return JSONText.rows(items) + "\n"
    }
}

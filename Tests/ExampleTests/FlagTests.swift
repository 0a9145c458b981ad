import Foundation
import Testing

/// Tests of a program's flags from the command line.
@Suite struct FlagTests {
    @Test func helpAndCompletionKnowTheSameFlags() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let help = try program.run("--hydra-help")
        #expect(help.status == 0, "\(help.errors)")
        let lines = help.output.split(separator: "\n").filter { $0.hasPrefix("--") && $0.contains(" : ") }
        let listed = lines.compactMap { $0.split { ", ".contains($0) }.first.map(String.init) }
        #expect(listed.count > 20)
        let typed = try program.shell("COMP_LINE='my_app --' my_app -sc query=lines")
        #expect(typed.output.split(separator: "\n").map(String.init) == listed.sorted())
        // The program knows each listed flag.
        for flag in listed {
            let result = try program.run(flag + "=x", "--version")
            #expect(!result.errors.contains("unknown option"), "\(flag): \(result.errors)")
        }
    }

    @Test func flagsThatAreNotUnderstoodEndWithStatusTwo() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        for (line, status) in [
            ("--nothing", 2), ("--cfg", 2), ("--cfg nothing", 2), ("--multirun=1", 2), ("--conf x", 2),
            ("--cfg job -m", 1), ("--resolve", 1), ("--env-file x --no-env-file", 1), ("--version --resolve", 0),
        ] {
            #expect(try program.shell("my_app \(line)").status == Int32(status), "\(line)")
        }
    }
}

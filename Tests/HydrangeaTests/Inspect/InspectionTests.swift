import HydrangeaCompose
import HydrangeaTree
import Testing
@testable import Hydrangea

/// Tests of the output of `--info`.
@Suite struct InspectionTests {
    private func text(_ topic: Inspection.Topic, _ overrides: [String] = []) throws -> String {
        let source = MemorySource(yaml: [
            "config": "defaults:\n- db: mysql\n- _self_\nhydra:\n  aliases:\n    lr: rate\nrate: 1\n",
            "db/mysql": "name: mysql\n", "db/pg": "name: pg\n",
        ])
        return try Inspection(composer: Composer([source]), configName: "config", overrides: overrides).text(topic)
    }

    @Test func theDefaultsTreeIsIndented() throws {
        let lines = try text(.defaultsTree, ["db=pg"]).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.prefix(6) == [
                "", "Defaults Tree", "*************", "<root>:", "  hydra/config:", "    hydra/output: default",
            ])
        #expect(lines.suffix(5) == ["    _self_", "  config:", "    db: pg", "    _self_", ""])
    }

    @Test func theDefaultsListIsATable() throws {
        let lines = try text(.defaults).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[3] == "| Config path                 | Package             | _self_ | Parent       | ")
        #expect(lines.contains("| db/mysql                    | db                  | False  | config       |"))
        #expect(lines.contains("| config                      |                     | True   | <root>       |"))
    }

    @Test func aliasesAreListedWithWhatTheyStandFor() throws {
        #expect(
            try text(.aliases, ["lr=3", "db=pg"])
                == "== Override aliases ==\n\nlr -> rate=<value>\n\nInput -> Expanded override\nlr=3 -> rate=3\ndb=pg -> db=pg\n"
        )
    }

    @Test func theSearchPathNamesEverySource() throws {
        #expect(
            try text(.searchpath) == """

                Config search path
                ******************
                | Provider | Search path      |
                -------------------------------
                | hydra    | pkg://hydra.conf |
                | main     | memory://memory  |
                | schema   | structured://    |
                -------------------------------

                """)
    }

    @Test func theDefaultsListIsPrintedAlthoughAValueIsWrong() throws {
        #expect(try text(.defaults, ["nowhere=1"]).contains("db/mysql"))
    }

    @Test func aValueThatNeedsAMissingOneIsPrintedAsMissing() throws {
        let composer = Composer([
            MemorySource([
                "config": ["a": "???", "b": "${a}/x", "c": "${d}", "d": 4, "e": "${b}", "f": "x${b}", "list": ["${a}"]]
            ])
        ])
        let composition = try composer.compose("config")
        #expect(
            try composition.text(.job, package: nil, resolved: true, keepsMissing: true)
                == "a: ???\nb: ???\nc: 4\nd: 4\ne: ???\nf: ???\nlist:\n- ???\n")
        #expect(
            try composition.text(.job, package: "list", resolved: true, keepsMissing: true)
                == "# @package list\n- ???\n")
    }
}

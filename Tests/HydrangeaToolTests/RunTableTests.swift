import Foundation
import HydrangeaRun
import HydrangeaTree
import TestSupport
import Testing
@testable import HydrangeaTool

/// Tests of the output formats of `hydrangea runs`, with handwritten records.
@Suite struct RunTableTests {
    private let scratch: Scratch
    private let runs: [RunRow]

    init() throws {
        scratch = try Scratch()
        for (name, objective) in [("a", "10"), ("b", "9.5"), ("c", "null")] {
            try scratch.write("\(name)/.hydra/frozen.yaml", "note: 'x, \"\(name)\"'\n")
            for file in ["config", "hydra"] { try scratch.write("\(name)/.hydra/\(file).yaml", "{}\n") }
            try scratch.write("\(name)/.hydra/overrides.yaml", "[]\n")
            try scratch.write("\(name)/.hydra/record.json", Self.record(objective: objective))
        }
        runs = try RunFinder(columns: ["directory", "objective", "note"], host: "here")
            .find(below: scratch.path).rows.sorted { $0.directory < $1.directory }
    }

    private static func record(objective: String) -> String {
        """
        {
          "version": 1, "status": "succeeded", "argv": ["train"], "working_directory": "/", "config_name": null,
          "fingerprint": "37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae",
          "job": {"name": "train", "index": null}, "seed": "1", "origin": null, "rank": null,
          "environment_files": [], "program": null, "packages": null, "git": null,
          "toolchain": {"swift": "6.3.1", "build": "debug"},
          "machine": {
            "host": "here", "user": "me", "system": "Linux", "distribution": null, "cpu": null, "cores": 2, "memory": 1,
            "gpus": []
          },
          "process": {"pid": 1, "start": 1, "boot": null, "namespace": null},
          "start": "2026-11-23T07:29:03.000Z", "end": "2026-11-23T07:29:04.000Z", "data": [],
          "objective": \(objective), "results": {"values": [], "files": []}, "error": null, "exit_status": 0,
          "signal": null
        }
        """
    }

    private var table: RunTable { RunTable(columns: ["directory", "objective", "note"], root: scratch.path) }

    @Test func numbersAreSortedBySizeAndWhatIsMissingComesLast() {
        let sorted = table.sorted(runs, by: "objective", isTurned: false)
        #expect(sorted.map { $0["objective"] } == [.init(.float(9.5)), .init(.float(10)), nil])
        #expect(
            table.sorted(runs, by: "objective", isTurned: true).map { $0["objective"] } == [
                .init(.float(10)), .init(.float(9.5)), nil,
            ])
    }

    @Test func cellsWithCommasAndQuotesAreQuotedInCSV() {
        #expect(table.csv(Array(runs.prefix(1))) == "directory,objective,note\na,10.0,\"x, \"\"a\"\"\"\n")
    }

    @Test func whatARunDoesNotHaveIsNullInJSON() {
        #expect(
            table.json(Array(runs.suffix(1)))
                == "[\n  {\"directory\": \"c\", \"objective\": null, \"note\": \"x, \\\"c\\\"\"}\n]\n")
        #expect(table.json([]) == "[]\n")
    }
}

import Foundation
import Hydrangea
import Synchronization

/// Collects the verdicts of a test run, prints a table of them at its end, and rewrites the lists if requested.
final class Scoreboard: Sendable {
    static let shared = Scoreboard()

    private struct Score {
        var cases = 0
        var passing = 0
    }

    private let verdicts = Mutex<[Compatibility: [String: Bool]]>([:])

    private init() {
        // At the exit of the process, the table is printed below all other output.
        atexit { Scoreboard.shared.close() }
    }

    func record(_ testCase: ConformanceCase, _ compatibility: Compatibility, passes: Bool) {
        verdicts.withLock { $0[compatibility, default: [:]][testCase.id] = passes }
    }

    private func close() {
        CaseTrees.shared.remove()
        let verdicts = verdicts.withLock { $0 }
        print(table(verdicts))
        guard ProcessInfo.processInfo.environment["HYDRANGEA_UPDATE_CASES"] != nil else { return }
        for (compatibility, verdicts) in verdicts {
            let known = Set(CaseList.differences(compatibility).entries.map(\.id))
            let passing = verdicts.filter { $0.value || known.contains($0.key) }.map(\.key)
            let failing = verdicts.filter { !$0.value && !known.contains($0.key) }.map(\.key)
            do { try CaseList.pending(compatibility).rewrite(passing: passing, failing: failing) } catch {
                print("the list was not written: \(error)")
            }
        }
    }

    private func table(_ verdicts: [Compatibility: [String: Bool]]) -> String {
        var files: [String] = []
        var scores: [String: [Compatibility: Score]] = [:]
        for testCase in ConformanceCase.all {
            for compatibility in Compatibility.allCases {
                guard let passes = verdicts[compatibility]?[testCase.id] else { continue }
                if files.last != testCase.file { files.append(testCase.file) }
                for row in [testCase.file, "total"] {
                    scores[row, default: [:]][compatibility, default: Score()].cases += 1
                    scores[row, default: [:]][compatibility, default: Score()].passing += passes ? 1 : 0
                }
            }
        }
        let width = (files + ["total"]).map(\.count).max() ?? 0
        let lines = (files + ["total"]).map { file in
            let cells = Compatibility.allCases.flatMap { compatibility in
                let score = scores[file]?[compatibility]
                return [score.map { "\($0.cases)" } ?? "–", score.map { "\($0.passing)" } ?? "–"]
            }
            return row(file, cells, width)
        }
        return (["", row("conformance", ["cases", "passing", "1.3", "passing"], width)] + lines).joined(separator: "\n")
    }

    private func row(_ name: String, _ cells: [String], _ width: Int) -> String {
        name + String(repeating: " ", count: width - min(width, name.count))
            + cells.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
    }
}

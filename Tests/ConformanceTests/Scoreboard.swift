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

    private let verdicts = Mutex<[Compatibility: [String: Verdict]]>([:])

    private init() {
        // At the exit of the process, the table is printed below all other output.
        atexit { Scoreboard.shared.close() }
    }

    func record(_ testCase: ConformanceCase, _ compatibility: Compatibility, _ verdict: Verdict) {
        verdicts.withLock { $0[compatibility, default: [:]][testCase.id] = verdict }
    }

    private func close() {
        CaseTrees.shared.remove()
        let verdicts = verdicts.withLock { $0 }
        print(table(verdicts))
        guard ProcessInfo.processInfo.environment["HYDRANGEA_UPDATE_CASES"] != nil else { return }
        do {
            for (compatibility, verdicts) in verdicts {
                let known = Set(CaseList.differences(compatibility).entries.map(\.id))
                let failing = verdicts.keys.filter { verdicts[$0]?.passes == false && !known.contains($0) }
                let passing = Set(verdicts.keys).subtracting(failing)
                try CaseList.pending(compatibility).rewrite(
                    removing: Array(passing), adding: Dictionary(uniqueKeysWithValues: failing.map { ($0, "") }))
            }
            try rewriteCodes(verdicts)
        } catch { print("the lists were not written: \(error)") }
    }

    /// Rewrites the lists of codes. The list of 1.3 holds only codes that differ from those of 1.4.
    private func rewriteCodes(_ verdicts: [Compatibility: [String: Verdict]]) throws {
        func codes(_ compatibility: Compatibility) -> [String: String] {
            (verdicts[compatibility] ?? [:]).compactMapValues {
                if case .refused(let code) = $0 { "\(code)" } else { nil }
            }
        }
        let known = try CaseList.refusals1_4.rewrite(
            removing: Array((verdicts[.hydra1_4] ?? [:]).keys), adding: codes(.hydra1_4))
        try CaseList.refusals1_3.rewrite(
            removing: Array((verdicts[.hydra1_3] ?? [:]).keys),
            adding: codes(.hydra1_3).filter { known[$0.key] != $0.value })
    }

    private func table(_ verdicts: [Compatibility: [String: Verdict]]) -> String {
        var files: [String] = []
        var scores: [String: [Compatibility: Score]] = [:]
        for testCase in ConformanceCase.all {
            for compatibility in Compatibility.allCases {
                guard let passes = verdicts[compatibility]?[testCase.id]?.passes else { continue }
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

import Foundation
import Hydrangea

/// A text file that lists cases, one `file/name` on each line, with the reason after `#`.
struct CaseList: Sendable {
    private let url: URL
    /// The comment lines at the beginning of the file.
    private let head: [String]
    /// The cases in the order of the file, with their reasons.
    let entries: [(id: String, reason: String)]
    private let ids: Set<String>

    /// The cases that do not pass yet.
    static let pending1_4 = CaseList("pending.txt")
    static let pending1_3 = CaseList("pending-1.3.txt")
    /// The cases that differ from the oracle on purpose.
    static let differences1_4 = CaseList("differences.txt")
    static let differences1_3 = CaseList("differences-1.3.txt")

    static func pending(_ compatibility: Compatibility) -> CaseList {
        compatibility == .hydra1_3 ? pending1_3 : pending1_4
    }
    static func differences(_ compatibility: Compatibility) -> CaseList {
        compatibility == .hydra1_3 ? differences1_3 : differences1_4
    }

    init(_ name: String) {
        url = ConformanceCase.folder.appending(path: name)
        let lines = ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        head = lines.filter { $0.hasPrefix("#") }
        entries = lines.filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: "#", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }
        ids = Set(entries.map(\.id))
    }

    func contains(_ testCase: ConformanceCase) -> Bool { ids.contains(testCase.id) }

    /// Rewrites the file: removes the `passing` cases, adds the `failing` ones, and keeps the reasons of the others.
    func rewrite(passing: [String], failing: [String]) throws {
        var reasons = Dictionary(entries.map { ($0.id, $0.reason) }) { $1 }
        for id in passing { reasons[id] = nil }
        for id in failing where reasons[id] == nil { reasons[id] = "" }
        let lines = reasons.sorted { $0.key < $1.key }.map { $0.value.isEmpty ? $0.key : "\($0.key)  # \($0.value)" }
        try Data((head + lines).map { $0 + "\n" }.joined().utf8).write(to: url)
    }
}

import Foundation
import Hydrangea

/// A text file that lists cases, one `file/name` on each line, with the reason after `#`.
struct CaseList: Sendable {
    private let url: URL
    /// The comment lines at the beginning of the file.
    private let head: [String]
    /// The cases in the order of the file, with their reasons.
    let entries: [(id: String, reason: String)]
    private let reasons: [String: String]

    /// The cases that do not pass yet.
    static let pending1_4 = CaseList("pending.txt")
    static let pending1_3 = CaseList("pending-1.3.txt")
    /// The cases that differ from the oracle on purpose.
    static let differences1_4 = CaseList("differences.txt")
    static let differences1_3 = CaseList("differences-1.3.txt")

    /// The cases that are refused as by the oracle, with the codes of their first diagnostics in the place of reasons.
    static let refusals1_4 = CaseList("refusals.txt")
    /// The cases whose code with the rules of Hydra 1.3 is another one.
    static let refusals1_3 = CaseList("refusals-1.3.txt")

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
        reasons = Dictionary(entries.map { ($0.id, $0.reason) }) { $1 }
    }

    /// The code that a refused case is to have; nil if none is listed.
    static func code(of testCase: ConformanceCase, _ compatibility: Compatibility) -> String? {
        (compatibility == .hydra1_3 ? refusals1_3.reasons[testCase.id] : nil) ?? refusals1_4.reasons[testCase.id]
    }

    func contains(_ testCase: ConformanceCase) -> Bool { reasons[testCase.id] != nil }

    /// Rewrites the file: removes cases, adds others with their reasons, and keeps the rest. A case that is added
    /// without a reason keeps its own.
    ///
    /// - Returns: All reasons that the file has now.
    @discardableResult
    func rewrite(removing removed: [String], adding added: [String: String]) throws -> [String: String] {
        var reasons = reasons
        for id in removed { reasons[id] = nil }
        for (id, reason) in added where !reason.isEmpty || reasons[id] == nil { reasons[id] = reason }
        let lines = reasons.sorted { $0.key < $1.key }.map { $0.value.isEmpty ? $0.key : "\($0.key)  # \($0.value)" }
        try Data((head + lines).map { $0 + "\n" }.joined().utf8).write(to: url)
        return reasons
    }
}

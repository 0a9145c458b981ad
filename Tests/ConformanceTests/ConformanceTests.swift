import Foundation
import Hydrangea
import Testing

/// Runs every case of the oracle with the current rules.
///
/// Environment variables control the tests:
/// - `HYDRANGEA_CASES=07-command` runs only the cases whose identifiers (`file/name`) begin with this text.
/// - `HYDRANGEA_SHOW_PENDING=1` shows the differences of cases that are listed as not passing.
/// - `HYDRANGEA_UPDATE_CASES=1` rewrites the lists of pending cases and of codes instead of failing.
/// - `HYDRANGEA_NAME_CASES=1` prints the name of every case on the standard error before it runs, to find a case that
///   crashes the process.
@Suite struct ConformanceTests {
    @Test(arguments: ConformanceCase.chosen(.compose))
    func aConfigComposesToTheOraclesBytes(_ testCase: ConformanceCase) { check(testCase, .hydra1_4) }

    @Test(arguments: ConformanceCase.chosen(.override))
    func anOverrideIsParsedAsTheOracleDoes(_ testCase: ConformanceCase) { check(testCase, .hydra1_4) }

    @Test(arguments: ConformanceCase.chosen(.sweep))
    func aCommandLineMakesTheOraclesJobs(_ testCase: ConformanceCase) { check(testCase, .hydra1_4) }

    @Test(arguments: ConformanceCase.chosen(.multirun))
    func aMultirunHandsTheOraclesOverridesToItsJobs(_ testCase: ConformanceCase) { check(testCase, .hydra1_4) }

    @Test(arguments: ConformanceCase.chosen(.overrideDirname))
    func overridesMakeTheOraclesDirectoryName(_ testCase: ConformanceCase) { check(testCase, .hydra1_4) }

    @Test(arguments: ConformanceCase.chosen(.dotenv))
    func anEnvironmentFileIsReadAsTheOracleDoes(_ testCase: ConformanceCase) { check(testCase, .hydra1_4) }
}

/// Runs the same cases with the rules of Hydra 1.3.
@Suite struct Hydra1_3ConformanceTests {
    @Test(arguments: ConformanceCase.chosen(.compose))
    func aConfigComposesToTheOraclesBytes(_ testCase: ConformanceCase) { check(testCase, .hydra1_3) }

    @Test(arguments: ConformanceCase.chosen(.override))
    func anOverrideIsParsedAsTheOracleDoes(_ testCase: ConformanceCase) { check(testCase, .hydra1_3) }

    @Test(arguments: ConformanceCase.chosen(.sweep))
    func aCommandLineMakesTheOraclesJobs(_ testCase: ConformanceCase) { check(testCase, .hydra1_3) }

    @Test(arguments: ConformanceCase.chosen(.multirun))
    func aMultirunHandsTheOraclesOverridesToItsJobs(_ testCase: ConformanceCase) { check(testCase, .hydra1_3) }

    @Test(arguments: ConformanceCase.chosen(.overrideDirname))
    func overridesMakeTheOraclesDirectoryName(_ testCase: ConformanceCase) { check(testCase, .hydra1_3) }
}

@Suite struct CaseListTests {
    @Test(arguments: [
        "pending.txt", "pending-1.3.txt", "differences.txt", "differences-1.3.txt", "refusals.txt", "refusals-1.3.txt",
    ])
    func aListNamesCasesThatExistEachOnceAndInOrder(_ name: String) {
        let ids = CaseList(name).entries.map(\.id)
        #expect(ids == Set(ids).sorted())
        #expect(Set(ids).subtracting(ConformanceCase.all.map(\.id)).sorted() == [])
    }

    @Test func atMostFifteenCasesDifferOnPurpose() {
        let entries = CaseList.differences1_4.entries + CaseList.differences1_3.entries
        #expect(entries.count <= 15)
        #expect(entries.filter(\.reason.isEmpty).map(\.id) == [])
    }

    @Test func everyNameStandsForOneCase() {
        #expect(Set(ConformanceCase.all.map(\.id)).count == ConformanceCase.all.count)
    }
}

/// Runs a case and compares its verdict with the lists.
private func check(_ testCase: ConformanceCase, _ compatibility: Compatibility) {
    let environment = ProcessInfo.processInfo.environment
    if environment["HYDRANGEA_NAME_CASES"] != nil {
        FileHandle.standardError.write(Data("\(testCase.id) [\(compatibility.rawValue)]\n".utf8))
    }
    let verdict = Verdict(of: testCase, compatibility: compatibility)
    Scoreboard.shared.record(testCase, compatibility, verdict)
    guard environment["HYDRANGEA_UPDATE_CASES"] == nil else { return }
    let isPending = CaseList.pending(compatibility).contains(testCase)
    let differs = CaseList.differences(compatibility).contains(testCase)
    switch verdict {
    case .passes where isPending, .refused where isPending:
        Issue.record("\(testCase.id) passes: take it off the list of pending cases")
    case .passes where differs, .refused where differs:
        Issue.record("\(testCase.id) passes: it is no difference any more")
    case .refused(let code) where "\(code)" != CaseList.code(of: testCase, compatibility):
        let listed = CaseList.code(of: testCase, compatibility).map { "'\($0)' is listed" } ?? "no code is listed"
        Issue.record("\(testCase.id) is refused with '\(code)', and \(listed)")
    case .fails(let difference) where !isPending && !differs: Issue.record("\(testCase.id)\n\(difference)")
    case .fails(let difference) where environment["HYDRANGEA_SHOW_PENDING"] != nil:
        print("\(testCase.id)\n\(difference)")
    default: break
    }
}

@testable import Hydrangea
import TestSupport
import Testing

/// Tests with randomly nested config types that the record contains all values that the program received.
@Suite struct DeclaredDefaultTests {
    /// Calls `body` with a trial of a random form and a random config file.
    private func trying(
        _ seed: UInt64, _ body: (any Trying, inout Repeatable) async throws -> Void
    ) async throws {
        var random = Repeatable(seed: seed)
        func whole<Part: ConfigForm>(_ part: Part.Type) throws -> any Trying {
            try Trial(WholeForm<Part>.self, WholeForm<Part>.written(&random))
        }
        let form = Nesting.form(&random, depth: 1 + random.below(4))
        let trial = try whole(form)
        try await body(trial, &random)
    }

    private static let other = 5000

    @Test(arguments: 0..<30 as Range<UInt64>) func whatTheProgramGotIsInItsRecord(seed: UInt64) async throws {
        try await trying(seed) { trial, random in
            let first = try await trial.told([], "first", [:])
            let others = Dictionary(uniqueKeysWithValues: trial.defaults.map { ($0, Self.other) })
            // A program with other defaults decodes the same values from the record.
            #expect(try Declared.$changed.withValue(others) { try trial.decoded(first.record) } == first.seen)
            let again = try await trial.told(["--rerun", "first"], "again", others)
            #expect(again.seen == first.seen)
            #expect(again.record.facts?.fingerprint == first.record.facts?.fingerprint)
            #expect(try Declared.$changed.withValue(others) { try trial.notTaken("first") } == [])
            // The fingerprint changes if and only if the received values change.
            for name in trial.defaults.sorted() {
                let changed = try await trial.told([], "with \(name)", [name: Self.other])
                let isOther = changed.record.facts?.fingerprint != first.record.facts?.fingerprint
                #expect(isOther == (changed.seen != first.seen), "\(name): \(first.seen), \(changed.seen)")
            }
        }
    }

    @Test(arguments: 100..<125 as Range<UInt64>) func everyValueOfARecordCanBeSet(seed: UInt64) async throws {
        try await trying(seed) { trial, random in
            let config = try await trial.told([], "first", [:]).record.resolvedConfig
            let numbers = config.leaves.filter { if case .int = $0.node.content { true } else { false } }
            for number in 0..<min(4, numbers.count) {
                let path = numbers[random.below(numbers.count)].path
                let set = try await trial.told(["\(path)=4321"], "set \(number)", [:])
                #expect(set.record.resolvedConfig.leaves.filter { $0.node == 4321 }.map(\.path) == [path])
                #expect(set.seen.contains("4321"))
            }
        }
    }

    @Test(arguments: 200..<225 as Range<UInt64>) func aRerunSaysWhichKeysItCouldNotTake(seed: UInt64) async throws {
        try await trying(seed) { trial, random in
            let config = try await trial.told([], "first", [:]).record.resolvedConfig
            // A key that is new in a type is missing in earlier records.
            let keys: [ConfigPath.Element] = ["a", "b", "size", "count", "text"].map { .key(.string($0)) }
            let found = config.leaves.map(\.path).filter { $0.elements.last.map(keys.contains) == true }
            let path = found[random.below(found.count)]
            var less = config
            _ = less.update(at: path.parent.elements) { node in path.elements.last.map { node.remove($0) } }
            try trial.scratch.write("first/.hydra/frozen.yaml", FlowText.of(less) + "\n")
            #expect(try trial.notTaken("first") == [path])
        }
    }
}

/// A trial of any form.
private protocol Trying: Sendable {
    var scratch: Scratch { get }
    var defaults: Set<String> { get }
    func told(_ arguments: [String], _ place: String, _ changed: [String: Int]) async throws -> (
        seen: String, record: RunRecord
    )
    func decoded(_ record: RunRecord) throws -> String
    func notTaken(_ place: String) throws -> [ConfigPath]
}

extension Trial: Trying {
    fileprivate var defaults: Set<String> { Form.defaults }
    fileprivate func told(_ arguments: [String], _ place: String, _ changed: [String: Int]) async throws -> (
        seen: String, record: RunRecord
    ) {
        let outcome = try await run(arguments, at: place, declaring: changed)
        return (outcome.seen, outcome.record)
    }
    fileprivate func decoded(_ record: RunRecord) throws -> String { try record.decode(Form.self).seen }
    fileprivate func notTaken(_ place: String) throws -> [ConfigPath] { try keysNotTaken(place) }
}

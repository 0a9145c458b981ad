import HydrangeaTree
import TestSupport
import Testing
@testable import Hydrangea

/// Tests every flag of the table in every spelling, in help, completion and messages.
@Suite struct FlagTableTests {
    /// A flag of the table, described by its name in test results.
    struct Row: Sendable, CustomTestStringConvertible {
        var flag: AppFlag
        var testDescription: String { flag.name }

        static let all = AppFlag.all.map(Row.init)
        static let withValue = all.filter { $0.flag.value != nil }

        /// A possible value of the flag.
        var example: String? { flag.value.map { $0.words?.last ?? "some/text" } }
        /// The name without the dashes.
        var word: String { String(flag.name.dropFirst(2)) }
    }

    private func read(_ line: [String]) throws -> String { try Self.text(of: line) }

    /// The parsed command line as text.
    static func text(of line: [String]) throws -> String {
        let read = try AppArguments(reading: line)
        return "\(read.compose) \(read.environment) \(read.record) \(read.json) \(read.requested) "
            + "\(read.pages.map { "\($0)" }.sorted()) \(read.given.sorted { $0.key < $1.key })"
    }

    private func spellings(of row: Row) -> [[String]] {
        let names = [row.flag.name, row.flag.short].compactMap(\.self) + abbreviations(of: row)
        guard let value = row.example else { return names.map { [$0] } }
        let short = row.flag.short.map { $0.count == 2 ? [[$0 + value]] : [] } ?? []
        return names.flatMap { [["\($0)=\(value)"], [$0, value]] } + short
    }

    /// The unambiguous prefixes of one of Hydra's flags, which Python's argument parser accepts as abbreviations.
    private func abbreviations(of row: Row) -> [String] {
        let hydras = AppFlag.all.filter { $0.traits.contains(.hydras) }.map(\.name)
        guard hydras.contains(row.flag.name) else { return [] }
        return (3..<row.flag.name.count).map { String(row.flag.name.prefix($0)) }.filter { short in
            hydras.filter { $0.hasPrefix(short) }.count == 1
        }
    }

    @Test(arguments: Row.all) func aFlagMeansTheSameInEverySpelling(row: Row) throws {
        let full = try read([row.flag.name] + (row.example.map { [$0] } ?? []))
        #expect(full.contains(row.flag.name))
        for line in spellings(of: row) {
            #expect(
                try read(["a=1"] + line + ["b=2"])
                    == full.replacing("overrides: []", with: #"overrides: ["a=1", "b=2"]"#))
        }
    }

    /// The effect of each flag.
    private static let effects: [String: @Sendable (AppArguments) throws -> Bool] = [
        "--help": { if case .help = try $0.request { true } else { false } },
        "--hydra-help": { if case .hydraHelp = try $0.request { true } else { false } },
        "--version": { if case .version = try $0.request { true } else { false } },
        "--run": { if case .run = try $0.request { true } else { false } },
        "--info": { if case .inspect(.searchpath) = try $0.request { true } else { false } },
        "--shell-completion": { if case .completion = try $0.request { true } else { false } },
        "--config-path": { $0.compose.configPath == "some/text" },
        "--config-name": { $0.compose.configName == "some/text" },
        "--config-dir": { $0.compose.configDir == "some/text" },
        "--cfg": { if case .template = try $0.request { $0.compose.cfg == .template } else { false } },
        "--resolve": { $0.compose.resolve }, "--package": { $0.compose.package == "some/text" },
        "--multirun": { $0.compose.multirun }, "--dry-run": { $0.compose.dryRun },
        "--compat": { $0.compose.compat == .hydra1_3 }, "--env-file": { $0.environment.envFile == ["some/text"] },
        "--env-dialect": { $0.environment.envDialect == .docker }, "--env-override": { $0.environment.envOverride },
        "--no-env-file": { $0.environment.noEnvFile }, "--secrets-dir": { $0.environment.secretsDir == "some/text" },
        "--rerun": { if case .rerun("some/text") = try $0.request { true } else { false } },
        "--exist": { $0.record.exist == .resume }, "--no-run-dir": { $0.record.noRunDir },
        "--explain": { if case .explain("some/text") = try $0.request { true } else { false } },
        "--json": { $0.json }, "--schema": { if case .schema = try $0.request { true } else { false } },
    ]

    @Test(arguments: Row.all) func aFlagDoesWhatItIsFor(row: Row) throws {
        let effect = try #require(Self.effects[row.flag.name])
        #expect(try effect(AppArguments(reading: [row.flag.name] + (row.example.map { [$0] } ?? []))))
        if row.flag.name != "--run" { #expect(try !effect(AppArguments(reading: ["-r"]))) }
    }

    @Test func everyFlagIsDeclaredOnce() {
        let spellings = AppFlag.all.flatMap { [$0.name, $0.short].compactMap(\.self) }
        #expect(Set(spellings).count == spellings.count)
        #expect(AppFlag.all.allSatisfy { $0.name.hasPrefix("--") && $0.help.hasSuffix(".") })
    }

    @Test(arguments: Row.all) func helpHasALineForAFlag(row: Row) {
        let names = row.flag.name + (row.flag.short.map { ",\($0)" } ?? "")
        let lines = FlagsHelp().text.split(separator: "\n").filter { $0.hasPrefix(names + " : ") }
        #expect(lines == ["\(names) : \(row.flag.help)"])
    }

    private func completions(of line: String) throws -> [String] {
        try CompletionQuery(["COMP_LINE": "train \(line)"]).candidates(AppFlag.all) { _ in nil }
    }

    @Test(arguments: Row.all) func completionKnowsAFlag(row: Row) throws {
        #expect(try completions(of: "--").contains(row.flag.name))
        #expect(try completions(of: row.flag.name.dropLast().description).contains(row.flag.name))
    }

    @Test(arguments: Row.withValue) func completionKnowsWhatMayStandBehindAFlag(row: Row) throws {
        let names = [row.flag.name, row.flag.short].compactMap(\.self)
        for name in names {
            switch row.flag.value?.kind {
            case .words(let words)?:
                #expect(try completions(of: "\(name) ") == words)
                #expect(try completions(of: "\(name)=") == words.map { "\(name)=\($0)" })
            case .path?: #expect(try completions(of: "\(name) /us") == ["/usr/"])
            case .config?, .key?, nil: #expect(try completions(of: "\(name) x") == [])
            }
        }
    }

    @Test(arguments: Row.withValue) func aFlagWithoutItsValueIsRefused(row: Row) throws {
        let value = try #require(row.flag.value)
        if let usual = value.usual { return #expect(try read([row.flag.name]) == read([row.flag.name, usual])) }
        let text = """
            error: \(row.flag.name) needs a value
              help: write it behind the flag: \(row.flag.name) \(value.placeholder.uppercased())
            """
        for rest in [[], ["--multirun"], ["--", "a=1"], ["--env-override"]] {
            #expect(message { _ = try read([row.flag.name] + rest) } == text)
        }
        #expect(message { _ = try read([row.flag.short ?? row.flag.name]) } == text)
    }

    @Test(arguments: Row.withValue.filter { $0.flag.value?.words != nil }) func anotherWordIsRefused(row: Row) throws {
        let value = try #require(row.flag.value)
        let words = try #require(value.words)
        let first = try #require(words.first)
        let last = try #require(words.last)
        let known = "it is one of \(words.joined(separator: ", "))"
        #expect(
            message { _ = try read([row.flag.name, "qqqqqq"]) }
                == """
                error: the value 'qqqqqq' is invalid for '\(row.flag.name) <\(value.placeholder)>': \(known)
                  help: for example \(row.flag.name) \(first)
                """)
        #expect(message { _ = try read(["\(row.flag.name)=\(last)x"]) }.hasSuffix("did you mean \(last)?"))
    }

    @Test(arguments: Row.all.filter { $0.flag.value == nil }) func aFlagThatStandsAloneTakesNoValue(row: Row) {
        let text = "error: \(row.flag.name) takes no value\n  help: write \(row.flag.name) alone"
        #expect(message { _ = try read(["\(row.flag.name)=x"]) } == text)
        #expect(message { _ = try read(["\(row.flag.short ?? row.flag.name)=x"]) } == text)
    }

    @Test(arguments: Row.all) func aFlagIsProposedForASlip(row: Row) {
        // A typing error that swaps two letters.
        let letters = Array(row.word)
        let slip = "--" + String([letters[0], letters[2], letters[1]] + letters[3...])
        for typed in [slip, slip + "=x"] {
            #expect(
                message { _ = try read([typed]) }
                    == "error: unknown option '\(slip)'\n  help: did you mean '\(row.flag.name)'?")
        }
        // A flag with a single dash, unless its first letter is a short flag, since the rest would be the value.
        if !AppFlag.all.contains(where: { $0.short == "-\(letters[0])" }) {
            let typed = "-" + row.word
            #expect(
                message { _ = try read([typed]) }
                    == "error: unknown option '\(typed)'\n  help: did you mean '\(row.flag.name)'?")
        }
    }

    @Test(arguments: Row.all) func whatGoesWithAFlagIsAFlag(row: Row) {
        let others = (row.flag.companions?.names ?? []) + (row.flag.exclusion?.names ?? [])
        #expect(others.allSatisfy { name in AppFlag.all.contains { $0.name == name } && name != row.flag.name })
    }

    @Test(arguments: Row.all.filter { $0.flag.companions != nil }) func aFlagThatMeansNothingAloneIsRefused(row: Row)
        throws
    {
        let companions = try #require(row.flag.companions)
        let line = [row.flag.name] + (row.example.map { [$0] } ?? [])
        #expect(
            message { _ = try AppArguments(reading: line).request }
                .hasPrefix("error: \(row.flag.name) goes with \(companions.names[0])"))
        for name in companions.names {
            let other = try #require(Row.all.first { $0.flag.name == name })
            _ = try AppArguments(reading: line + [name] + (other.example.map { [$0] } ?? [])).request
        }
    }

    @Test func twoRequestsAreRefused() throws {
        let requests = Row.all.filter { $0.flag.traits.contains(.request) }
        #expect(requests.count == 8)
        for (index, first) in requests.enumerated() {
            for second in requests[(index + 1)...] {
                let line = [second, first].flatMap { [$0.flag.name] + ($0.example.map { [$0] } ?? []) }
                #expect(
                    message { _ = try AppArguments(reading: line).request } == """
                        error: \(first.flag.name) and \(second.flag.name) cannot be given together
                          help: leave one of the two out
                        """)
            }
        }
    }
}

import ArgumentParser
import Hydrangea
import Testing
@testable import HydrangeaTool

/// Tests that the tool has the same flags for composing as programs: the same names, values and help.
@Suite struct ProgramFlagTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var flag: AppFlag
        var testDescription: String { flag.name }

        var lines: [[String]] {
            [flag.name, flag.short].compactMap(\.self).flatMap { name -> [[String]] in
                guard let value = flag.value else { return [[name]] }
                let text = value.words?.last ?? "text"
                return [[name, text], ["\(name)=\(text)"]]
            }
        }
    }

    @Test(arguments: AppFlag.composing.map(Row.init)) func aFlagOfComposingIsReadAsInPrograms(row: Row) throws {
        for line in row.lines {
            let options = try ComposeFlags.parse(["a=1"] + line + ["b=2"]).options
            let expected = try AppArguments(reading: ["a=1"] + line + ["b=2"]).compose
            #expect("\(options)" == "\(expected)")
            #expect("\(options)" != "\(ComposeOptions(overrides: ["a=1", "b=2"]))")
            #expect(
                "\(options)" == "\(try AppArguments(reading: ["a=1"] + line + ["b=2"], by: ComposeFlags.rows).compose)")
        }
        #expect(Self.help(ComposeFlags.self).contains(Self.folded(row.flag.help)))
    }

    @Test(arguments: AppFlag.environment.map(Row.init)) func aFlagOfTheEnvironmentIsReadAsInPrograms(row: Row) throws {
        for line in row.lines {
            let options = try EnvironmentFlags.parse(line).options
            #expect("\(options)" == "\(try AppArguments(reading: line).environment)")
            #expect("\(options)" != "\(EnvironmentOptions())")
        }
        #expect(Self.help(EnvironmentFlags.self).contains(Self.folded(row.flag.help)))
    }

    private static func help(_ flags: (some ParsableArguments).Type) -> String {
        folded(flags.helpMessage(columns: 500))
    }

    private static func folded(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }

    @Test func theToolsFastWayDoesNotShortenNames() throws {
        #expect(throws: ConfigError.self) { try AppArguments(reading: ["--config-n", "a"], by: ComposeFlags.rows) }
        #expect(throws: ConfigError.self) { try AppArguments(reading: ["--explain", "a"], by: ComposeFlags.rows) }
    }
}

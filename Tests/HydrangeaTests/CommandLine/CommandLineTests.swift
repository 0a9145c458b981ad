import ArgumentParser
import HydrangeaTree
import TestSupport
import Testing
@testable import Hydrangea

@Suite struct CommandLineTests {
    private func parse(_ arguments: [String]) throws -> AppArguments { try AppArguments(reading: arguments) }

    private struct Line: Sendable {
        var arguments: [String]
        var overrides: [String]
    }

    private static let lines: [Line] = [
        Line(arguments: ["a=1", "b=2"], overrides: ["a=1", "b=2"]),
        Line(arguments: ["a=1", "--cfg", "job", "b=2"], overrides: ["a=1", "b=2"]),
        Line(arguments: ["-cn", "train", "a=1"], overrides: ["a=1"]),
        Line(
            arguments: ["a=1", "-cp", "conf", "~b", "-m", "+c=1", "++d=2"], overrides: ["a=1", "~b", "+c=1", "++d=2"]),
        Line(arguments: ["--cfg", "job", "--", "a=1", "--b=2"], overrides: ["a=1", "--b=2"]),
        Line(arguments: ["a=-1", "b=--x", "c= ", ""], overrides: ["a=-1", "b=--x", "c= ", ""]),
        Line(
            arguments: ["db@x:y=1", "a.b[0]=${c}", "'q'=1", "größe=5"],
            overrides: ["db@x:y=1", "a.b[0]=${c}", "'q'=1", "größe=5"]),
    ]

    @Test(arguments: lines)
    private func overridesStandAnywhereAmongTheFlags(line: Line) throws {
        #expect(try parse(line.arguments).compose.overrides == line.overrides)
    }

    @Test func everyFlagHasHydrasNames() throws {
        let short = try parse(["-cp", "conf", "-cn", "train", "-cd", "more", "-c", "hydra", "-p", "run"]).compose
        let long = try parse([
            "--config-path", "conf", "--config-name=train", "--config-dir", "more", "--cfg", "hydra", "--package",
            "run",
        ]).compose
        for options in [short, long] {
            #expect(options.configPath == "conf")
            #expect(options.configName == "train")
            #expect(options.configDir == "more")
            #expect(options.cfg == .hydra)
            #expect(options.package == "run")
        }
        #expect(try parse(["-m"]).compose.multirun)
        #expect(try parse(["-r"]).actions.run)
        #expect(try parse(["-h"]).actions.help)
        #expect(try parse(["-sc"]).actions.shellCompletion)
        #expect(try parse(["-i", "defaults"]).actions.info == .defaults)
        #expect(try parse(["--compat", "1.3"]).compose.compat == .hydra1_3)
    }

    @Test(arguments: [
        (["--config-n", "train"], ["--config-name=train"]), (["--multi", "a=1"], ["a=1", "--multirun"]),
        (["-rm"], ["--run", "--multirun"]),
        (["-mcjob"], ["--multirun", "--cfg=job"]), (["-c=job"], ["--cfg=job"]), (["-i", "a=1"], ["--info=a=1"]),
        (["-i"], ["--info=all"]),
        (["a=1", "-i", "--resolve"], ["a=1", "--info=all", "--resolve"]), (["-1", "a b=c"], ["--", "-1", "a b=c"]),
        (["a=1", "--", "--cfg", "job"], ["a=1", "--", "--cfg", "job"]), (["-p", "-1"], ["--package=-1"]),
        (["--other", "x", "-s"], ["--other", "x", "--shell-completion"]),
    ])
    func aLineIsWrittenOutAsPythonsParserReadsIt(line: [String], writtenOut: [String]) throws {
        #expect(try HydraFlags.writtenOut(line) == writtenOut)
    }

    @Test(arguments: [
        (["--cfgg", "job"], "error: unknown option '--cfgg'\n  help: did you mean '--cfg'?"),
        (
            ["--jobs", "3"],
            "error: unknown option '--jobs'\n  help: --hydra-help lists the flags; to set a value of the config, write jobs=VALUE"
        ),
        (
            ["-epochs=3"],
            "error: unknown option '-epochs'\n  help: to set a value of the config, leave the dashes out: epochs=VALUE"
        ),
        (["--rerun"], "error: --rerun needs a value\n  help: write it behind the flag: --rerun DIRECTORY"),
        (["-x"], "error: unknown option '-x'\n  help: --hydra-help lists the flags"),
        (
            ["--info", "default"],
            "error: the value 'default' is invalid for '--info <topic>': it is one of all, aliases, config, defaults, defaults-tree, "
                + "plugins, searchpath\n  help: did you mean defaults?"
        ),
        (
            ["--width=5"],
            "error: unknown option '--width'\n  help: to set a value of the config, leave the dashes out: width=VALUE"
        ),
        (
            ["--config-name"],
            "error: --config-name needs a value\n  help: write it behind the flag: --config-name VALUE"
        ),
        (["-p", "--resolve"], "error: --package needs a value\n  help: write it behind the flag: --package VALUE"),
        (["--multirun=2"], "error: --multirun takes no value\n  help: write --multirun alone"),
        (["-mx"], "error: --multirun takes no value\n  help: write --multirun alone"),
        (
            ["--conf=x"],
            "error: '--conf' may stand for --config-path, --config-name, --config-dir\n  help: write the one that you mean in full"
        ),
        (
            ["--compat", "1.2"],
            "error: the value '1.2' is invalid for '--compat <release>': it is one of 1.4, 1.3\n  help: did you mean 1.4?"
        ),
        (
            ["--env-file", "a", "--no-env-file"],
            "error: --env-file and --no-env-file cannot be given together\n  help: leave one of the two out"
        ),
        (
            ["--env-dialect", "sh"],
            "error: the value 'sh' is invalid for '--env-dialect <dialect>': it is one of dotenv, docker\n  help: --hydra-help lists the flags"
        ),
    ])
    func aMistakeSaysWhatIsWrong(arguments: [String], text: String) {
        #expect(message { _ = try parse(arguments) } == text)
    }

    @Test(arguments: [
        (
            ["-m", "--cfg", "job"],
            "error: --cfg and --multirun cannot be given together\n  help: leave one of the two out"
        ),
        (
            ["--info", "all", "-r"],
            "error: --run and --info cannot be given together\n  help: leave one of the two out"
        ),
        (
            ["--resolve"],
            "error: --resolve goes with --cfg or --help: they print the config\n  help: write --cfg job --resolve"
        ),
    ])
    func flagsThatExcludeEachOtherAreRefused(arguments: [String], text: String) {
        #expect(message { _ = try parse(arguments).request } == text)
    }
}

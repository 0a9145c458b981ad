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

    @Test(arguments: [
        (["--config-n", "train"], ["--config-name=train"]), (["--multi", "a=1"], ["a=1", "--multirun"]),
        (["-rm"], ["--run", "--multirun"]), (["-mcjob"], ["--multirun", "--cfg=job"]), (["-c=job"], ["--cfg=job"]),
        (["-i"], ["--info=all"]), (["a=1", "-i", "--resolve"], ["a=1", "--info=all", "--resolve"]),
        (["-1", "a b=c"], ["--", "-1", "a b=c"]), (["-.5", "-", "- x"], ["--", "-.5", "-", "- x"]),
        (["a=1", "--", "--cfg", "job"], ["--", "a=1", "--cfg", "job"]), (["-p", "-1"], ["--package=-1"]),
        (["--rerun", "-1"], ["--rerun=-1"]), (["--env-file=my own.env"], ["--env-file", "my own.env"]),
        (["--re", "-cjob"], ["--cfg", "job", "--resolve"]), (["-s"], ["--shell-completion"]),
        (["--config-name="], ["--config-name", ""]), (["--explain=a=b"], ["--explain", "a=b"]),
        (["--env-file", "a", "x=1", "--env-file=b"], ["x=1", "--env-file=a", "--env-file", "b"]),
        (["--rerun", "a", "--rerun=b"], ["--rerun", "b"]), (["-cp=x", "-cn", "y"], ["-cp", "x", "--config-na=y"]),
    ])
    func aLineIsReadAsPythonsParserDoes(line: [String], writtenOut: [String]) throws {
        #expect(try FlagTableTests.text(of: line) == FlagTableTests.text(of: writtenOut))
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
        (["--rerun", ""], "error: --rerun needs a value\n  help: write it behind the flag: --rerun DIRECTORY"),
        (["--exist="], "error: --exist needs a value\n  help: write it behind the flag: --exist WHAT"),
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
            "error: --config-name needs a value\n  help: write it behind the flag: --config-name NAME"
        ),
        (["-p", "--resolve"], "error: --package needs a value\n  help: write it behind the flag: --package PACKAGE"),
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
            ["--experimental-rerun", "x"],
            "error: unknown option '--experimental-rerun'\n  help: did you mean '--rerun'?"
        ),
        (
            ["--dry", "a=1"], "error: unknown option '--dry'\n  help: did you mean '--dry-run'?"
        ),
        (
            ["--env"],
            "error: unknown option '--env'\n  help: --hydra-help lists the flags; to set a value of the config, write env=VALUE"
        ),
        (
            ["--cfg", "job\r", "a=1"],
            "error: 'job' ends with a carriage return: its script has the line ends of Windows\n  help: sed -i 's/\\r$//' SCRIPT takes them away"
        ),
        (
            ["--env-dialect", "sh"],
            "error: the value 'sh' is invalid for '--env-dialect <dialect>': it is one of dotenv, docker\n  help: for example --env-dialect dotenv"
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
        (
            ["--hydra-help", "--resolve"],
            "error: --resolve goes with --cfg or --help: they print the config\n  help: write --cfg job --resolve"
        ),
        (
            ["-p", "a b"],
            "error: --package goes with --cfg, which prints the config\n  help: write --cfg job --package 'a b'"
        ),
        (["--json"], "error: --json goes with --explain or --info\n  help: write --explain KEY --json"),
        (
            ["--env-file", "a", "--no-env-file"],
            "error: --env-file and --no-env-file cannot be given together\n  help: leave one of the two out"
        ),
        (
            ["--no-run-dir", "--exist", "error"],
            "error: --exist and --no-run-dir cannot be given together\n  help: leave one of the two out"
        ),
        (
            ["--rerun", "x", "-cn", "y"],
            "error: --rerun takes the config that was frozen: no other can be named beside it\n  help: leave --config-name, --config-path and --config-dir out"
        ),
    ])
    func flagsThatExcludeEachOtherAreRefused(arguments: [String], text: String) {
        #expect(message { _ = try parse(arguments).request } == text)
    }

    @Test(arguments: [
        (["--hydra-help", "-h", "--version", "-m", "--cfg", "job"], "version"),
        (["-h", "-p", "x", "-m", "-r"], "help"),
        (["--hydra-help", "-p", "x", "-m", "-r"], "hydraHelp"), (["--hydra-help", "--help", "--resolve"], "help"),
    ])
    func aPageIsPrintedWhateverElseIsAskedFor(arguments: [String], page: String) throws {
        #expect(try "\(parse(arguments).request)" == page)
    }
}

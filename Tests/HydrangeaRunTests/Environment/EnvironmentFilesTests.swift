import HydrangeaTree
import TestSupport
import Testing
@testable import HydrangeaRun

/// Tests of the selection, order, syntax and precedence of environment files.
@Suite struct EnvironmentFilesTests {
    private func read(
        _ scratch: Scratch, _ names: [String], dialect: EnvironmentFiles.Dialect = .dotenv,
        precedence: DotEnv.Precedence = .environment,
        environment: [String: String] = [:]
    ) throws -> EnvironmentVariables {
        try EnvironmentVariables(
            EnvironmentFiles(.named(names), dialect: dialect, precedence: precedence), near: scratch.path,
            workingDirectory: scratch.path,
            environment: environment)
    }

    @Test func aLaterFileWinsAndSeesWhatTheEarlierOneSet() throws {
        let scratch = try Scratch()
        try scratch.write("a.env", "A=1\nB=1\n")
        try scratch.write("b.env", "B=2\nC=${A}${B}\n")
        let variables = try read(scratch, ["a.env", "b.env"])
        #expect(variables.values == ["A": "1", "B": "2", "C": "12"])
        #expect(
            variables.files == [
                .init(path: scratch("a.env"), names: ["A", "B"]), .init(path: scratch("b.env"), names: ["B", "C"]),
            ])
    }

    @Test func theProcessWinsUnlessTheFileIsToldTo() throws {
        let scratch = try Scratch()
        try scratch.write("a.env", "A=file\nB=${A}\n")
        #expect(try read(scratch, ["a.env"], environment: ["A": "process"]).values == ["B": "process"])
        #expect(
            try read(scratch, ["a.env"], precedence: .file, environment: ["A": "process"]).values == [
                "A": "file", "B": "file",
            ])
    }

    @Test func dockersRulesTakeAValueAsItStands() throws {
        let scratch = try Scratch()
        try scratch.write(
            "a.env", "\u{FEFF}# comment\r\n  A=\"x\" # y \r\n\n\tB=${A}\nC='\nD==\nE=\n#F=1\nHOME\nNOWHERE\nA.b-c=1\n")
        let variables = try read(
            scratch, ["a.env"], dialect: .docker, precedence: .file, environment: ["HOME": "/root"])
        #expect(
            variables.values == [
                "A": "\"x\" # y ", "B": "${A}", "C": "'", "D": "=", "E": "", "HOME": "/root", "A.b-c": "1",
            ])
    }

    @Test(arguments: [
        ("A=1\nB B=hunter2\n", "2:1: error: a variable's name has white space in it"),
        ("export A=hunter2\n", "1:1: error: a variable's name has white space in it"),
        ("# x\n\n =hunter2", "3:1: error: a variable's name is missing before '='"),
    ])
    func aLineThatDockerRefusesIsShownByItsPlaceOnly(text: String, message text2: String) throws {
        let scratch = try Scratch()
        try scratch.write("a.env", text)
        let expected =
            "\(scratch("a.env")):\(text2)\n  help: write NAME=value, or NAME alone to pass on the process's value"
        #expect(message { _ = try read(scratch, ["a.env"], dialect: .docker) } == expected)
    }

    @Test func aLineThatSetsNothingIsAWarningThatDoesNotShowIt() throws {
        let scratch = try Scratch()
        try scratch.write("a.env", "A=1\nPASSWORD: hunter2\n")
        let warnings = try read(scratch, ["a.env"]).warnings.map { DiagnosticRenderer().render(warning: $0) }
        #expect(
            warnings == [
                "\(scratch("a.env")):2:9: warning: a colon stands where '=' should: the line is left out\n  help: write NAME=value"
            ])
    }

    @Test func aLineThatIsLeftOutIsToldByItsMistake() throws {
        let scratch = try Scratch()
        try scratch.write("a.env", "A=\"it's \"q\" x\"\nB=\"open\nC='x' y\nD\u{e9} z\n")
        let warnings = try read(scratch, ["a.env"]).warnings.map { DiagnosticRenderer().render(warning: $0) }
        let file = scratch("a.env")
        let inner = #"help: write \" for a quote within the value: NAME="a \"b\" c""#
        #expect(
            warnings == [
                "\(file):1:10: warning: text stands after the closing quote: the line is left out\n  \(inner)",
                "\(file):2:3: warning: this quote is not closed: the line is left out\n  help: write NAME=\"value\", with both quotes",
                "\(file):3:7: warning: text stands after the closing quote: the line is left out\n  \(inner)",
                "\(file):4:1: warning: this line sets no variable, and is left out\n  help: write NAME=value",
            ])
    }

    @Test func aFileThatIsUTF16IsToldAsThat() throws {
        let scratch = try Scratch()
        try scratch.write("a.env", "A\0=\0x\0\n\0")
        #expect(
            message { _ = try read(scratch, ["a.env"]) } == """
                error: \(scratch("a.env")) is UTF-16, and an environment file must be UTF-8
                  help: iconv -f UTF-16LE -t UTF-8 \(scratch("a.env")) > NEW
                """)
    }

    @Test func aFileThatIsNamedMustBeThere() throws {
        let scratch = try Scratch()
        #expect(
            message { _ = try read(scratch, ["no.env"]) } == """
                error: the environment file \(scratch("no.env")) cannot be read: No such file or directory
                  help: --env-file FILE names it, --no-env-file reads none
                """)
    }
}

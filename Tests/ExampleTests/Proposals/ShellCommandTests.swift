import Foundation
import Testing

/// Tests of the proposals that are shell commands.
struct ShellCommandTests {
    private func project() throws -> ExampleProgram {
        let program = try ExampleProgram("my_app")
        try FileManager.default.createDirectory(
            at: program.directory.appending(path: "conf"), withIntermediateDirectories: true)
        try Data("lr: 0\n".utf8).write(to: program.directory.appending(path: "conf/config.yaml"))
        return program
    }

    /// Runs a script, then the command in the help of its message with some text replaced, then another script.
    private func help(_ program: ExampleProgram, _ script: String, in shell: String = "sh") throws -> String {
        let result = try program.shell(script)
        #expect(result.status != 0)
        return try #require(ToolMessage.all(in: result.errors).last?.help)
    }

    @Test func aScriptWithTheLineEndsOfWindowsIsMended() throws {
        let program = try project()
        defer { program.cleanUp() }
        try Data("my_app -cp conf -cn config --cfg job lr=4\r\n".utf8).write(
            to: program.directory.appending(path: "run.sh"))
        let help = try help(program, "sh run.sh")
        let command = try #require(help.components(separatedBy: " takes").first).replacing("SCRIPT", with: "run.sh")
        #expect(try program.shell("\(command); sh run.sh").output == "lr: 4\n")
    }

    @Test func aVariableThatIsUnsetGivesNoArgument() throws {
        let program = try project()
        defer { program.cleanUp() }
        let help = try help(program, "my_app -cp conf -cn config --cfg job lr=4 \"$EXTRA\"")
        let word = try #require(help.components(separatedBy: "write ").last).replacing("NAME", with: "EXTRA")
        #expect(try program.shell("my_app -cp conf -cn config --cfg job lr=4 \(word)").output == "lr: 4\n")
        let both = try program.shell("EXTRA='+b=c d'; my_app -cp conf -cn config --cfg job lr=4 \(word)")
        #expect(both.output == "lr: 4\nb: c d\n")
    }

    @Test func anEnvironmentFileInUTF16IsTurnedIntoUTF8() throws {
        let program = try project()
        defer { program.cleanUp() }
        let run = "my_app -cp conf -cn config --cfg job --resolve 'lr=${oc.env:SIXTEEN}'"
        let help = try help(program, "printf 'SIXTEEN=16\\n' | iconv -t UTF-16LE >.env; \(run)")
        #expect(try program.shell("\(help.replacing("NEW", with: "new")); mv new .env; \(run)").output == "lr: '16'\n")
    }

    @Test func aConfigWithAnotherEndingIsRenamed() throws {
        let program = try project()
        defer { program.cleanUp() }
        let help = try help(program, "mv conf/config.yaml conf/short.yml; my_app --cfg job conf/short.yml")
        let parts = try #require(help.components(separatedBy: ": ").last).components(separatedBy: ", then ")
        #expect(parts.count == 2)
        #expect(try program.shell("\(parts[0]); my_app --cfg job \(parts[1])").output == "lr: 0\n")
    }

    @Test func completionIsInstalledByWhatIsProposed() throws {
        let program = try project()
        defer { program.cleanUp() }
        let help = try help(program, "my_app -sc install=tcsh")
        let command = try #require(help.components(separatedBy: "in bash, ").last)
        #expect(try program.shell("\(command); complete -p my_app").output.contains("_hydrangea_my_app"))
    }
}

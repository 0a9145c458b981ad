import Foundation
import Testing

#if os(Linux)
/// Tests completion in real shells: types keys at a terminal and examines the completed line.
@Suite(.serialized) struct CompletionTests {
    enum ShellName: String, Sendable {
        case bash, zsh, fish

        /// The command that starts the shell without the user's settings.
        var command: [String] {
            switch self {
            case .bash: ["bash", "--norc", "--noprofile", "-i"]
            case .zsh: ["zsh", "-f", "-i"]
            case .fish: ["fish", "--no-config", "--private", "-i"]
            }
        }
        var isInstalled: Bool {
            ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(rawValue)")
            }
        }
        /// The commands that make the line editor behave the same on all machines.
        var preparation: String {
            switch self {
            case .bash: "set -o emacs; bind 'set bell-style none' 'set enable-bracketed-paste off';"
            case .zsh: "bindkey -e; unsetopt beep; PROMPT_EOL_MARK='';"
            case .fish: "function fish_greeting; end; function fish_prompt; echo '> '; end;"
            }
        }
        func installation(of program: String) -> String {
            self == .fish ? "\(program) -sc install=fish | source" : "eval \"$(\(program) -sc install=\(rawValue))\""
        }
    }

    private static let files = [
        "conf/config.yaml":
            "defaults:\n- db: mysql\n- model/encoder@enc: small\nepochs: 3\nverbose_log: false\nout: ./data/train.csv\nopt:\n  lr: 0.1\n  steps: [1, 2]\n",
        "conf/db/mysql.yaml": "host: localhost\nport: 3306\n", "conf/db/postgresql.yaml": "host: far\nport: 5432\n",
        "conf/db/sqlite.yaml": "file: a\n",
        "conf/model/encoder/small.yaml": "width: 8\n", "conf/model/encoder/large.yaml": "width: 64\n",
        "conf/experiment/big.yaml": "# @package _global_\nepochs: 9\n", "conf/other.yaml": "x: 1\n",
        "data/train.csv": "", "data/test set.csv": "",
    ]

    private func tree(_ program: ExampleProgram) throws {
        for (name, text) in Self.files {
            let url = program.directory.appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }

    /// The text typed after the program's name before pressing Tab, and the expected words of the completed line.
    struct Press: Sendable, CustomTestStringConvertible {
        var typed: String
        var words: [String]
        var testDescription: String { typed }
    }

    private static let presses = [
        Press(typed: "db=my", words: ["db=mysql"]),
        Press(typed: "epochs=1 db=pos", words: ["epochs=1", "db=postgresql"]),
        Press(typed: "d", words: ["db"]), Press(typed: "epo", words: ["epochs="]),
        Press(typed: "opt.l", words: ["opt.lr="]),
        Press(typed: "op", words: ["opt."]), Press(typed: "verbose_log=t", words: ["verbose_log=true"]),
        Press(typed: "+experiment=b", words: ["+experiment=big"]), Press(typed: "+exp", words: ["+experiment="]),
        Press(typed: "experi", words: ["+experiment="]), Press(typed: "experiment=b", words: ["experiment=b"]),
        Press(typed: "++opt.lr", words: ["++opt.lr="]), Press(typed: "~opt.s", words: ["~opt.steps"]),
        Press(typed: "db=mysql,sq", words: ["db=mysql,sqlite"]),
        Press(typed: "-m db=mysql,po", words: ["-m", "db=mysql,postgresql"]),
        Press(typed: "model/e", words: ["model/encoder@enc="]),
        Press(typed: "model/encoder@enc=la", words: ["model/encoder@enc=large"]),
        Press(typed: "--mult", words: ["--multirun"]),
        Press(typed: "--cfg j", words: ["--cfg", "job"]), Press(typed: "-cn ot", words: ["-cn", "other"]),
        Press(typed: "out=./data/tr", words: ["out=./data/train.csv"]),
        Press(typed: "db=sqlite db.f", words: ["db=sqlite", "db.file="]),
        Press(typed: "--config-path con", words: ["--config-path", "conf/"]),
        Press(typed: "out=./data/te", words: ["out=./data/test set.csv"]), Press(typed: "db=x", words: ["db=x"]),
    ]

    @Test(.enabled(if: ShellName.bash.isInstalled, "bash is not installed")) func aTabCompletesTheLineInBash() throws {
        try checkPresses(in: .bash)
    }

    @Test(.enabled(if: ShellName.zsh.isInstalled, "zsh is not installed")) func aTabCompletesTheLineInZsh() throws {
        try checkPresses(in: .zsh)
    }

    @Test(.enabled(if: ShellName.fish.isInstalled, "fish is not installed")) func aTabCompletesTheLineInFish() throws {
        try checkPresses(in: .fish)
    }

    private func checkPresses(in shell: ShellName) throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        try tree(program)
        // The wrapper sets the config directory and name, which the example program does not set itself.
        let wrapper = program.directory.appending(path: "my_app")
        let binary = ExampleProgram.products.appending(path: "my_app").path
        try Data("#!/bin/sh\nexec '\(binary)' \"$@\" --config-path conf --config-name config\n".utf8).write(to: wrapper)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper.path)
        let terminal = try Terminal(
            shell.command,
            environment: [
                "PATH": "\(program.directory.path):/usr/local/bin:/usr/bin:/bin", "HOME": program.directory.path,
                "TERM": "xterm", "PS1": "$ ", "LC_ALL": "C.UTF-8",
            ], directory: program.directory)
        terminal.type(shell.preparation + " " + shell.installation(of: "my_app") + "; echo in''stalled\r")
        _ = try terminal.read(until: "installed")
        for (number, press) in Self.presses.enumerated() {
            // Control-A and Control-E turn the completed line into arguments of `printf`, which prints them separately.
            // In zsh, an unquoted word that begins with `~` is a home directory.
            terminal.type("my_app \(shell == .zsh && press.typed.hasPrefix("~") ? "\\" : "")\(press.typed)\t")
            terminal.type("\u{1}printf '<%s>' begin\(number) \u{5} end\r")
            let output = try terminal.read(until: "<end>")
            let printed =
                output.components(separatedBy: "<begin\(number)>").last?.components(separatedBy: "<end>").first ?? ""
            let words = printed.split(separator: ">").map { String($0.dropFirst()) }
            #expect(words == ["my_app"] + press.words, "\(shell.rawValue), \(press.typed): \(output.debugDescription)")
        }
    }
}
#endif

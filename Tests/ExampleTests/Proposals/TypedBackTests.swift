import Foundation
import Testing

/// Tests every kind of proposal for the command line: types it into a shell in the same mode and checks the outcome.
struct TypedBackTests {
    /// A command with an error, and the outcome of each proposal.
    struct Row: Sendable, CustomTestStringConvertible {
        var command: String
        var outcomes: [Outcome]
        var filling: [String: String] = [:]
        /// Words that belong to the error, although the message is not about them.
        var dropping: [String] = []
        var testDescription: String { command }

        init(_ command: String, _ outcomes: Outcome..., filling: [String: String] = [:], dropping: [String] = []) {
            (self.command, self.outcomes, self.filling, self.dropping) = (command, outcomes, filling, dropping)
        }
    }

    enum Outcome: Sendable {
        /// The output contains this text.
        case prints(String)
        /// The output does not contain this text.
        case lacks(String)
        /// A file with this path contains this text.
        case leaves(String, String)
        /// Another error is reported, with this text.
        case next(String)
    }

    private static let files = [
        "conf/config.yaml":
            "defaults:\n- db: mysql\n- _self_\na: 0\nepochs: 3\nlayers: [1]\nlate: ???\nopt:\n  lr: 0.1\nflag: true\n",
        "conf/db/mysql.yaml": "port: 1\n", "conf/db/postgres.yaml": "port: 2\n",
        "conf/experiment/big.yaml": "# @package _global_\nepochs: 9\n",
        "conf/aliased.yaml": "hydra:\n  aliases:\n    rate: opt.lr\nopt:\n  lr: 0.1\n",
        "conf/climbing.yaml": "hydra:\n  run:\n    dir: ../climbing\na: 0\n",
        "extra/more/one.yaml": "b: 1\n", "home/extra/more/one.yaml": "b: 1\n", "file": "", "my conf/a b.yaml": "a: 7\n",
    ]

    private static func project() throws -> ExampleProgram {
        var program = try ExampleProgram("my_app")
        let home = program.directory.appending(path: "home").path
        program.environment["HOME"] = home
        for (path, text) in files {
            let file = program.directory.appending(path: "work/" + path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try FileManager.default.copyItem(
            at: ExampleProgram.package.appending(path: "Examples/Typed/conf"),
            to: program.directory.appending(path: "work/typed"))
        try FileManager.default.moveItem(
            at: program.directory.appending(path: "work/home"), to: program.directory.appending(path: "home"))
        return program
    }

    private static let run = "my_app -cp conf -cn config"
    private static let job = "\(run) --cfg job"
    private static let sweep = "\(run) -m --dry-run"
    private static let typed = "typed -cp typed -cn config --no-run-dir dataset=mnist"
    private static let rerun = "my_app --rerun r"

    static let rows = [
        // Keys and values.
        Row("\(job) epoch=5", .prints("epochs: 5\n"), .prints("epoch: 5\n")),
        Row("\(job) opt.lrr=5", .prints("  lr: 5\n"), .prints("  lrr: 5\n")),
        Row("\(job) new=5", .prints("new: 5\n")),
        Row("\(job) 'new=[a, b c]'", .prints("new:\n- a\n- b c\n")),
        Row("\(job) +epochs=5", .prints("epochs: 5\n"), .prints("epochs: 5\n")),
        Row("\(job) a.b=1", .prints("a:\n  b: 1\n")),
        Row("\(job) '~epoch'", .lacks("epochs")), Row("\(job) '~epochs=9'", .lacks("epochs")),
        Row("\(job) 'layers={a: 1}'", .prints("layers:\n  a: 1\n")),
        Row(
            "\(job) 'layers[5]=2'", .prints("layers:\n- 1\n- 2\n"),
            filling: ["'layers=extend_list(VALUE)'": "'layers=extend_list(2)'"]),
        Row("\(job) epochs", .prints("epochs: 5\n"), .lacks("epochs"), filling: ["epochs=VALUE": "epochs=5"]),
        Row("\(job) epochs = 5", .prints("epochs: 5\n"), filling: ["epochs=VALUE": "epochs=5"], dropping: ["=", "5"]),
        Row("\(job) epochs= 5", .prints("epochs: 5\n"), filling: ["epochs=VALUE": "epochs=5"], dropping: ["epochs="]),
        Row("\(job) --epochs=5", .prints("epochs: 5\n"), filling: ["epochs=VALUE": "epochs=5"]),
        Row("\(job) --epochs", .prints("== Flags =="), .prints("epochs: 5\n"), filling: ["epochs=VALUE": "epochs=5"]),
        Row("\(job) -- --epochs=5", .prints("epochs: 5\n")),
        Row("\(job) '+layers=extend_list(2)'", .prints("layers:\n- 1\n- 2\n")),
        Row("my_app -cp conf -cn aliased --cfg job rate", .prints("  lr: 5\n"), filling: ["rate=VALUE": "rate=5"]),
        // Groups and options.
        Row("\(job) db=postgre", .prints("port: 2\n")), Row("\(job) 'db=[mysql,postgre]'", .prints("port: 2\n")),
        Row("\(job) +experiment=bg", .prints("epochs: 9\n")), Row("\(job) experiment=big", .prints("epochs: 9\n")),
        Row("\(job) +db=postgres", .prints("port: 2\n")),
        Row("\(job) dbb=postgres", .prints("port: 2\n"), .prints("dbb: postgres\n")),
        Row("\(job) ++db=postgres", .prints("port: 2\n"), .next("'db' is chosen twice")),
        Row("\(job) db=null", .lacks("port")), Row("\(job) '~db=postgres'", .lacks("port")),
        Row("\(job) '~dbs'", .lacks("port")), Row("\(job) '~db=[a]'", .lacks("port")),
        Row("\(job) db@other=postgres", .prints("port: 2\n"), .prints("other:\n  port: 2\n")),
        // Several values in a single run.
        Row("\(job) a=1,2", .prints("a:\n- 1\n- 2\n")), Row("\(job) +b=1,2", .prints("b:\n- 1\n- 2\n")),
        Row("\(run) a=1,2 hydra.sweep.dir=s", .prints("a:\n- 1\n"), .leaves("s/1/.hydra/config.yaml", "a: 2\n")),
        Row("\(run) 'a=range(1,3)' hydra.sweep.dir=s", .leaves("s/1/.hydra/config.yaml", "a: 2\n")),
        // A sweep.
        Row("\(sweep) epoch=5,6", .prints(#""epochs=6""#), .prints(#""+epoch=6""#)),
        Row("\(sweep) db=mysql,postgre", .prints(#""db=postgres""#)),
        Row("\(sweep) 'epochs=choice(5,6'", .prints(#""epochs=6""#)),
        Row("\(sweep) hydra/sweeper=optuna a=1,2", .prints(#""a=2""#)),
        Row("\(sweep) hydra/launcher=joblib a=1,2", .prints(#""a=2""#)),
        Row("\(sweep) a=1,2 hydra.sweeper.max_batch_size=-1", .prints(#""a=2""#)),
        Row("\(sweep) hydra.mode=MULTI a=1,2", .prints(#""a=2""#), .prints(#""a=2""#)),
        Row(
            "\(run) -m a=1,2 hydra.sweep.dir=file/s", .leaves("t/1/.hydra/config.yaml", "a: 2\n"),
            filling: ["hydra.sweep.dir=DIRECTORY": "hydra.sweep.dir=t"]),
        Row(
            "\(run) -m a=1,2 hydra.sweep.dir=s0", .leaves("s0-1/1/.hydra/config.yaml", "a: 2\n"),
            .leaves("s0/1/.hydra-1/config.yaml", "a: 2\n"),
            .leaves("t/1/.hydra/config.yaml", "a: 2\n"),
            filling: ["hydra.sweep.dir=DIRECTORY": "hydra.sweep.dir=t"]),
        // Directories of runs.
        Row(
            "\(run) hydra.run.dir=r a=4", .leaves("r-1/.hydra/config.yaml", "a: 4\n"),
            .leaves("r/.hydra/config.yaml", "a: 4\n"),
            .leaves("t/.hydra/config.yaml", "a: 4\n"), filling: ["hydra.run.dir=DIRECTORY": "hydra.run.dir=t"]),
        Row(
            "\(run) hydra.run.dir=file a=4", .leaves("t/.hydra/config.yaml", "a: 4\n"),
            filling: ["hydra.run.dir=DIRECTORY": "hydra.run.dir=t"]),
        Row(
            "\(run) hydra.run.dir= a=4", .leaves("t/.hydra/config.yaml", "a: 4\n"),
            filling: ["hydra.run.dir=DIRECTORY": "hydra.run.dir=t"]),
        Row("\(run) 'hydra.run.dir=\"~/runs\"' a=4", .leaves("../home/runs/.hydra/config.yaml", "a: 4\n")),
        Row("\(run) 'hydra.run.dir=\"~/my runs\"' a=4", .leaves("../home/my runs/.hydra/config.yaml", "a: 4\n")),
        Row("my_app -cp conf -cn climbing a=4", .leaves("../climbing/.hydra/config.yaml", "a: 4\n")),
        Row("\(job) 'hydra.searchpath=[\"~/extra\"]' +more=one", .prints("b: 1\n")),
        Row("\(job) 'hydra.searchpath=[~/extra]' +more=one", .prints("b: 1\n")),
        // Reruns.
        Row(
            "\(rerun) epoch=5 hydra.run.dir=t", .leaves("t/.hydra/config.yaml", "epochs: 5\n"),
            .leaves("t/.hydra/config.yaml", "epoch: 5\n")),
        Row("\(rerun) layers=1,2 hydra.run.dir=t", .leaves("t/.hydra/config.yaml", "layers:\n- 1\n- 2\n")),
        Row("\(rerun) 'layers=(1,2)' hydra.run.dir=t", .leaves("t/.hydra/config.yaml", "layers:\n- 1\n- 2\n")),
        Row("my_app --rerun s0 hydra.run.dir=t", .leaves("t/.hydra/config.yaml", "a: 1\n")),
        Row(
            "\(rerun) hydra.run.dir=r", .leaves("r-1/.hydra/config.yaml", "a: 3\n"),
            .leaves("r/.hydra/config.yaml", "a: 3\n"),
            .leaves("t/.hydra/config.yaml", "a: 3\n"), filling: ["hydra.run.dir=DIRECTORY": "hydra.run.dir=t"]),
        // Flags, files and directories.
        Row("my_app -cp conf --config-name confg --cfg job", .prints("epochs: 3\n")),
        Row("my_app --config-path cnf -cn config --cfg job", .prints("epochs: 3\n"), filling: ["DIRECTORY": "conf"]),
        Row("my_app --cfg job conf/config.yaml", .prints("epochs: 3\n")),
        Row("my_app --cfg job ./conf/config.yaml", .prints("epochs: 3\n")),
        Row("my_app --cfg job conf/config", .prints("epochs: 3\n")),
        Row("my_app --cfg job 'my conf/a b.yaml'", .prints("a: 7\n")),
        Row("my_app --cfg job --config-name conf/config", .prints("epochs: 3\n")),
        Row("my_app --cfg job --config-path conf/config.yaml", .prints("epochs: 3\n")),
        Row("my_app --cfg job -cn config conf", .prints("epochs: 3\n")),
        Row("my_app -cp conf --cfg job config.yaml", .prints("epochs: 3\n")),
        Row("\(job) conf/db/postgres.yaml", .prints("port: 2\n")), Row("\(job) db/postgres.yaml", .prints("port: 2\n")),
        Row("\(job) conf/experiment/big.yaml", .prints("epochs: 9\n")),
        Row("\(job) experiment/big", .prints("epochs: 9\n")),
        Row("my_app r/.hydra/config.yaml hydra.run.dir=t", .leaves("t/.hydra/config.yaml", "a: 3\n")),
        Row("my_app r hydra.run.dir=t", .leaves("t/.hydra/config.yaml", "a: 3\n")),
        Row("\(job) --package hydra.job.name", .prints("my_app")),
        Row(
            "\(job) --env-file no.env", .next("the environment file"), .prints("epochs: 3\n"),
            filling: ["FILE": "other.env"]),
        Row("\(run) --resolve", .prints("epochs: 3\n")), Row("\(run) --package opt", .prints("lr: 0.1\n")),
        // Settings of the hydra node.
        Row("\(job) hydra.job.env_set.X=1", .prints("epochs: 3\n")),
        Row("\(job) '~hydra.job.name'", .prints("epochs: 3\n"), filling: ["hydra.job.name=VALUE": "hydra.job.name=x"]),
        Row("\(job) hydra.job.chdir=maybe", .prints("epochs: 3\n"), .prints("epochs: 3\n")),
        Row("\(job) hydra.mode=RUNN", .prints("epochs: 3\n"), .prints("epochs: 3\n")),
        Row(
            "\(job) hydra.searchpath=extra +more=one", .prints("b: 1\n"),
            filling: ["'hydra.searchpath=[file://DIRECTORY]'": "'hydra.searchpath=[file://extra]'"]),
        // Interpolations.
        Row("\(job) --resolve 'a=${epoch}'", .prints("a: 3\n")),
        Row("\(job) --resolve 'a=x-${opt.lrr}'", .prints("a: x-0.1\n")),
        Row("\(job) --resolve 'a=${hydra.job.name}'", .prints("a: my_app\n")),
        Row("\(job) --resolve 'a=${HOME}'", .prints("/home\n")),
        Row("\(job) --resolve 'a=${oc.env:NOPE}'", .prints("a: default\n")),
        Row(
            "\(job) --resolve 'a=${oc.env:HOME,1,2}'", .prints("/home\n"), .prints("/home\n"),
            filling: ["${oc.env:NAME}": "${oc.env:HOME}", "${oc.env:NAME,default}": "${oc.env:HOME,x}"]),
        Row(
            "\(run) 'a=${late}'", .leaves("t/.hydra/frozen.yaml", "a: 4\n"),
            filling: ["late=VALUE": "late=4 hydra.run.dir=t"]),
        // Values that a type does not take.
        Row("\(typed) precision=float46", .prints("float16")),
        Row("\(typed) layers=64", .prints("64")),
        Row("\(typed) 'layers=\"64,32\"'", .prints("32")), Row("\(typed) 'layers=[64 32]'", .prints("32")),
        Row("\(typed) 'layers=[-64 -32]'", .next("must")), Row("\(typed) 'layers=\"(64,32)\"'", .prints("32")),
        Row("\(typed) 'layers=[[64,32]]'", .prints("32")),
        Row("\(typed) optimizer._target_=adma", .prints("adam with lr")),
        Row("\(typed) optimizer=adam +optimizer.beta=0.9", .next("betas")),
        Row("\(typed) 'optimizer={_target_: sgd, lrr: 2}'", .prints("sgd with lr 2")),
        Row("\(typed) -m precision=float32,float46", .prints("float16")),
        Row(
            "\(typed) dataset=??? store=base_s3", .prints("on cifar"),
            filling: ["dataset=VALUE": "dataset=cifar", "store.bucket=VALUE": "store.bucket=b"]),
        Row(
            "\(typed) +store=local", .next("has no key 'other'"),
            filling: ["+store@PACKAGE=local": "+store@other=local"]),
        Row("\(typed) store=locl", .prints("data in")),
        Row("\(typed) 'store={kind: local, rot: /x}'", .prints("data in /x")),
    ]

    @Test(arguments: rows) func eachProposalGivesWhatWasMeant(row: Row) throws {
        var home = ""
        let first = try Self.inProject { program in
            home = program.directory.path
            return try Self.type(row.command, in: program)
        }
        let message = try #require(ToolMessage.all(in: first.errors).last { !$0.help.isEmpty }, "\(first)")
        let proposals = message.proposals
        #expect(proposals.count == row.outcomes.count, "\(proposals) \(first.errors)")
        for (proposal, outcome) in zip(proposals, row.outcomes) {
            var line = ShellLine(row.command)
            let back = TypedBack(line: line, message: message)
            line = ShellLine(back.corrected(by: proposal, filling: row.filling))
            line.words.removeAll { row.dropping.contains($0) }
            try Self.inProject { program in
                line = ShellLine(line.text.replacingOccurrences(of: home, with: program.directory.path))
                let second = try Self.type(line.text, in: program)
                let told = "\(row.command)\n\(first.errors)$ \(line.text)\n\(second.output)\(second.errors)"
                switch outcome {
                case .prints(let text):
                    #expect(second.status == 0 && second.output.contains(text), "\(told)")
                case .lacks(let text):
                    #expect(second.status == 0 && !second.output.contains(text), "\(told)")
                case .leaves(let path, let text):
                    let found = (try? program.text(of: "work/" + path)) ?? "nothing"
                    #expect(second.status == 0 && found.contains(text), "\(told)\(path): \(found)")
                case .next(let text):
                    let heads = ToolMessage.all(in: second.errors).map(\.head)
                    #expect(second.status != 0 && heads.contains { $0.contains(text) }, "\(told)")
                    #expect(!heads.contains(message.head), "\(told)")
                }
            }
        }
    }

    private static func inProject<Result>(_ body: (ExampleProgram) throws -> Result) throws -> Result {
        let program = try project()
        defer { program.cleanUp() }
        return try body(program)
    }

    /// Types a command into a shell, in a directory with a run `r` and a sweep `s0`.
    private static func type(_ command: String, in program: ExampleProgram) throws -> ExampleProgram.Result {
        let needed =
            command.contains("rerun") || command.contains("dir=r") || command.contains("s0") || command.contains(" r")
            ? "\(run) a=3 hydra.run.dir=r; \(run) -m a=1,2 hydra.sweep.dir=s0" : ":"
        let script = "{ \(needed); } >/dev/null 2>&1\n\(command)\n".replacingOccurrences(of: "'", with: "'\\''")
        return try program.shell("cd work; sh -c '\(script)'")
    }
}

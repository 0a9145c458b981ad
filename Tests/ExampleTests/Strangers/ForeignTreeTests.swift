import Foundation
import HydrangeaPlatform
import Testing

/// Tests that configs, records and repositories from other people have no unexpected effects.
struct ForeignTreeTests {
    @Test func pipesInThePlaceOfRecordsAndConfigsAreRefused() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            mkdir -p conf/g run/.hydra; echo 'x: 1' >conf/config.yaml; mkfifo conf/g/a.yaml run/.hydra/record.json
            echo 'x: 1' >run/.hydra/config.yaml; echo 'hydra: {}' >run/.hydra/hydra.yaml
            timeout 20 my_app -cp conf -cn config +g=a; echo $?
            timeout 20 hydrangea runs; echo $?
            """)
        #expect(result.output.split(separator: "\n").filter { Int($0) != nil } == ["1", "0"])
        #expect(result.errors.contains("cannot read conf/g/a.yaml: it is no file but a pipe, a socket or a device"))
        #expect(
            result.errors.contains("/record.json cannot be read: it is no file but a pipe, a socket or a device"))
    }

    @Test func aRepositorysOwnCommandsAreNotRun() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            export HOME=$PWD; git init -q .; git config user.email a@b; git config user.name a
            echo '*.txt filter=own' >.gitattributes; echo 1 >a.txt; git add -A; git commit -qm 1
            printf '#!/bin/sh\ntouch monitored\n' >monitor; printf '#!/bin/sh\ntouch filtered\ncat\n' >clean
            chmod +x monitor clean
            git config core.fsmonitor "$PWD/monitor"; git config filter.own.clean "$PWD/clean"
            git config filter.own.required true; echo 2 >a.txt
            probe hydra.run.dir=run >out; ls
            """)
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.output.contains("monitored") && !result.output.contains("filtered"))
        let git = try #require(try program.record()["git"] as? [String: Any])
        #expect(git["dirty"] as? Bool == true)
        #expect(try program.text(of: "run/.hydra/changes.diff").contains("-1\n+2\n"))
    }

    @Test func aTreeCannotNamePlacesOutside() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let place = program.directory.path
        let result = try program.shell(
            """
            mkdir conf; echo keep >keep.txt
            p='# @package _global_'
            printf 'hydra: {output_subdir: ../../x}' >conf/a.yaml; printf 'hydra: {run: {dir: ../x}}' >conf/b.yaml
            printf 'hydra: {job: {name: ../../../x}}' >conf/c.yaml
            printf 'hydra: {job_logging: {handlers: {file: {filename: keep.txt, mode: w}}}}' >conf/d.yaml
            for i in a b c; do my_app -cp conf -cn $i; echo $?; done
            my_app -cp conf -cn d hydra.run.dir=../"$(basename $PWD)"/run >/dev/null; echo $?; head -1 keep.txt
            """)
        #expect(result.output == "1\n1\n1\n0\nkeep\n")
        #expect(result.errors.contains("error: hydra.output_subdir leads out of \(place)/outputs/"))
        #expect(result.errors.contains("error: hydra.run.dir leads out of \(place)\n"))
        #expect(result.errors.contains("error: a job's name cannot lead to another directory: '../../../x'"))
    }

    /// A place that a tree names by `..` is found before anything is made, in a sweep and for a log file, too.
    @Test(
        arguments: [
            ("sweep: {subdir: ../../x}", "hydra.sweep.subdir leads out of PLACE/multirun/"),
            ("sweeper: {params: {hydra.sweep.subdir: ../../x}}", "hydra.sweep.subdir leads out of PLACE/multirun/"),
            ("sweep: {dir: ../x}", "hydra.sweep.dir leads out of PLACE\n"),
            (
                "job_logging: {handlers: {file: {filename: '../x.log'}}}",
                "hydra.job_logging.handlers.file.filename leads out of PLACE and PLACE/multirun/"
            ),
            (
                "job_logging: {handlers: {file: {filename: '${hydra.runtime.output_dir}/../../../../../x.log'}}}",
                "hydra.job_logging.handlers.file.filename leads out of PLACE and PLACE/multirun/"
            ),
        ])
    func aTreesSweepCannotNamePlacesOutside(setting: String, message: String) throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            mkdir conf; cat >conf/config.yaml <<'end'
            hydra:
              \(setting)
            end
            my_app -m -cp conf -cn config +a=1,2
            """)
        #expect(result.status == 1)
        #expect(
            result.errors.contains("error: " + message.replacing("PLACE", with: program.directory.path)),
            "\(result.errors)")
        #expect(try program.files(in: ".") == ["conf/config.yaml"])
        #expect(try program.shell("ls").output == "conf\n")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make files of other users"))
    func anotherUsersEnvironmentFileIsPassedOver() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            echo A=1 >.env; chmod 600 .env; mkdir below; chmod 777 . below; cd below
            setpriv --reuid=65534 --regid=65534 --clear-groups probe hydra.run.dir=run; echo $?
            """)
        #expect(result.output.hasSuffix("\n0\n"))
        #expect(
            result.errors == """
                warning: the environment file \(program.directory.path)/.env belongs to another user and is passed over
                  help: --env-file FILE names another one, --no-env-file reads none

                """)
    }
}

import Foundation
import HydrangeaPlatform
import Testing

/// Tests that a full disk loses no record, and that lost log lines are reported.
struct FullDiskTests {
    /// True if a small file system can be mounted: as root, outside of most containers.
    static let canMount: Bool = {
        guard geteuid() == 0, let program = try? ExampleProgram("probe") else { return false }
        defer { program.cleanUp() }
        return (try? program.shell("mkdir m && mount -t tmpfs none m && umount m").status) == 0
    }()

    @Test(
        .enabled(if: canMount, "no file system can be mounted here"),
        arguments: [("end", "succeeded"), ("fail", "failed")])
    func aFullDiskDoesNotKeepARecordFromBeingClosed(act: String, status: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            mkdir disk && mount -t tmpfs -o size=256k none disk || exit 9
            probe act=\(act) wait=1 objective=2 hydra.run.dir=disk/run >out 2>errors & p=$!
            while ! grep -q directory out; do sleep 0.02; done
            cat /dev/zero >disk/fill 2>/dev/null
            wait $p; echo $?
            cp disk/run/.hydra/record.json record.json; ls disk/run/.hydra; umount disk
            """)
        #expect(
            result.output == """
                \(act == "end" ? 0 : 1)
                config.yaml
                frozen.yaml
                hydra.yaml
                origins.yaml
                overrides.yaml
                record.json

                """)
        let record = try program.record("record.json")
        #expect(record["status"] as? String == status)
        #expect(record["objective"] as? Double == 2)
    }

    @Test func aLogThatIsCutSaysSo() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        // A size limit for files stands in for a full disk. Writing beyond it fails with an error.
        let result = try program.shell(
            "trap '' XFSZ; ulimit -f 256; probe act=log hydra.run.dir=run objective=2 >/dev/null")
        #expect(result.status == 0)
        let lines = try program.text(of: "run/probe.log").split(separator: "\n")
        #expect(lines.first?.hasSuffix("- line 0") == true && lines.count > 1000)
        let place = "\(program.directory.path)/run/probe.log"
        let lost = 10_001 - lines.count
        // The last line in the file may be incomplete.
        #expect(
            [lost, lost + 1].contains {
                result.errors == "warning: \(place): \($0) lines of this log could not be written: File too large\n"
            }, "\(result.errors)")
        let record = try program.record()
        #expect(record["status"] as? String == "succeeded")
        #expect(record["objective"] as? Double == 2)
    }

    @Test(.enabled(if: canMount, "no file system can be mounted here"))
    func aLogGoesOnWhenThereIsRoomAgainAndSaysWhatItLacks() throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            """
            mkdir disk && mount -t tmpfs -o size=512k none disk || exit 9
            head -c 300000 /dev/zero >disk/fill
            probe act=log wait=1 hydra.run.dir=disk/run >screen 2>errors & p=$!
            while ! grep -q 'line 9999' screen; do sleep 0.02; done
            rm disk/fill; wait $p; echo $?; tail -n 2 disk/run/probe.log; umount disk
            """)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first == "0" && lines.count == 3)
        #expect(
            lines.dropFirst().first?.hasSuffix(" lines of this log could not be written: No space left on device")
                == true)
        #expect(lines.last?.hasSuffix("[probe][INFO] - the last line") == true)
        #expect(try program.text(of: "errors") == "")
    }

    @Test(arguments: ["--cfg job", "--schema", "--explain act", "--help", "--info config"])
    func whatCannotBePrintedIsAnError(arguments: String) throws {
        let program = try ExampleProgram("probe")
        defer { program.cleanUp() }
        let result = try program.shell(
            "probe \(arguments) >/dev/full; echo $?; hydrangea schema record >/dev/full; echo $?")
        #expect(result.output == "1\n1\n")
        let message = "error: the output cannot be written: No space left on device\n"
        #expect(result.errors == message + message)
    }
}

import Foundation
import Testing

/// Tests the smallest example, which prints its config.
struct FirstAppTests {
    @Test func itPrintsItsConfigAndLogsThatItRan() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let configs = program.directory.appending(path: "conf/db")
        try FileManager.default.createDirectory(at: configs, withIntermediateDirectories: true)
        try Data("defaults:\n- db: mysql\n\nurl: ${db.name}://${db.host}\n".utf8).write(
            to: program.directory.appending(path: "conf/config.yaml"))
        try Data("name: mysql\nhost: localhost\n".utf8).write(to: configs.appending(path: "mysql.yaml"))

        let result = try program.run(
            "--config-path", "conf", "--config-name", "config", "db.host=far", "hydra.run.dir=run")
        #expect(result.status == 0, "\(result.errors)")
        let log = try program.text(of: "run/my_app.log")
        #expect(result.output == "db:\n  name: mysql\n  host: far\nurl: ${db.name}://${db.host}\n" + log)
        #expect(log.hasSuffix("[my_app][INFO] - ran\n") && log.split(separator: "\n").count == 1)
    }

    @Test func aConfigThatIsNotThereIsReported() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let result = try program.run("--config-path", "nowhere", "--config-name", "config")
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("error: the config directory 'nowhere' does not exist\n"))
    }
}

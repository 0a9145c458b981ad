import Foundation
import Testing

struct LocalTimeTests {
    @Test func theResolverNowHasTheTimeOfTheUsersZone() throws {
        var program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        // The sign of POSIX zones is turned: this one is five hours ahead of UTC.
        program.environment["TZ"] = "AHEAD-5"
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 5 * 3600))
        let before = calendar.component(.hour, from: Date())
        let result = try program.run("+hour=${now:%H}", "--cfg", "job", "--resolve")
        let hours = [before, calendar.component(.hour, from: Date())].map { "hour: '\($0 < 10 ? "0" : "")\($0)'\n" }
        #expect(hours.contains { result.output.contains($0) }, "\(result.output)\(result.errors)")
    }
}

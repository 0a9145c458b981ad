import Foundation
import Testing

/// Tests that the pages for developers name existing files and types.
struct ProjectPageTests {
    /// The texts in backticks, with their line numbers.
    private static func quotes(of path: String) throws -> [(text: String, line: Int)] {
        let page = try String(contentsOf: ExampleProgram.package.appending(path: path), encoding: .utf8)
        return page.components(separatedBy: "\n").enumerated().flatMap { index, line in
            line.matches(of: /`([^`]+)`/).map { (String($0.1), index + 1) }
        }
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: ExampleProgram.package.appending(path: path).path)
    }

    @Test(arguments: Page.ofTheProject) func everyPathThatIsNamedExists(path: String) throws {
        let places = ["Sources/", "Tests/", "Examples/", "Benchmarks/", "Schemas/", "configs/", ".ci/"]
        let paths = try Self.quotes(of: path).filter { quote in
            !quote.text.contains(" ") && !quote.text.contains("…")
                && (places.contains { quote.text.hasPrefix($0) } || quote.text.hasSuffix(".md")
                    || quote.text.hasPrefix(".swift"))
        }
        #expect(paths.count >= 8)
        for (name, line) in paths { #expect(Self.exists(name), "\(path):\(line): \(name)") }
    }

    @Test(arguments: Page.ofTheProject) func theLinksLeadToFiles(path: String) throws {
        let page = try String(contentsOf: ExampleProgram.package.appending(path: path), encoding: .utf8)
        for link in page.matches(of: /\]\((?<target>[^):]+)\)/) { #expect(Self.exists(String(link.target))) }
    }

    @Test(arguments: Page.ofTheProject) func everyCommandOfMakeExists(path: String) throws {
        let makefile = try String(contentsOf: ExampleProgram.package.appending(path: "Makefile"), encoding: .utf8)
        for (text, line) in try Self.quotes(of: path) {
            guard let target = text.firstMatch(of: /^make ([a-z-]+)/)?.1 else { continue }
            #expect(makefile.contains("\n\(target):"), "\(path):\(line): \(text)")
        }
    }

    /// The table of the phases must list exactly the folders of each target.
    @Test func theTableOfPhasesHasEveryTargetWithItsRooms() throws {
        let page = try String(contentsOf: ExampleProgram.package.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
        var rows: [String: Set<String>] = [:]
        for line in page.components(separatedBy: "\n") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count == 5, let target = cells[1].firstMatch(of: /`(Hydrangea\w*)`/)?.1 else { continue }
            rows[String(target)] = Set(cells[3].matches(of: /`(\w+)`/).map { String($0.1) })
        }
        let sources = ExampleProgram.package.appending(path: "Sources")
        func directories(in place: URL) throws -> Set<String> {
            let entries = try FileManager.default.contentsOfDirectory(
                at: place, includingPropertiesForKeys: [.isDirectoryKey])
            return Set(
                try entries.filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
                    .map(\.lastPathComponent).filter { !$0.hasSuffix(".docc") })
        }
        let targets = try directories(in: sources).filter { $0.hasPrefix("Hydrangea") }
        #expect(Set(rows.keys) == targets)
        for target in targets {
            #expect(rows[target] == (try directories(in: sources.appending(path: target))), "\(target)")
        }
    }

    @Test func everyTypeThatIsNamedExists() throws {
        let names = try Self.quotes(of: "ARCHITECTURE.md").map(\.text).filter {
            $0.wholeMatch(of: /[A-Z][A-Za-z]+(\.[A-Za-z]+)?/) != nil && !$0.hasPrefix("Hydrangea")
        }
        let place = ExampleProgram.package.appending(path: "Sources")
        let sources = try FileManager.default.subpathsOfDirectory(atPath: place.path).filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: place.appending(path: $0), encoding: .utf8) }.joined()
        for name in Set(names) where !Self.isRoom(name) && name != "Codable" && name != "Package.swift" {
            let last = name.split(separator: ".").last ?? ""
            let isDeclared = ["struct", "class", "enum", "protocol", "func"].contains { word in
                sources.contains("\(word) \(last)")
            }
            #expect(isDeclared, "ARCHITECTURE.md names \(name)")
        }
    }

    private static func isRoom(_ name: String) -> Bool {
        let targets =
            (try? FileManager.default.contentsOfDirectory(
                atPath: ExampleProgram.package.appending(path: "Sources").path)) ?? []
        return targets.contains { exists("Sources/\($0)/\(name)") }
    }
}

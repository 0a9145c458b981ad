import Foundation
import Testing

/// Tests the documentation: shown outputs are printed by the programs, and shown Swift code compiles.
struct PageTests {
    /// The config directories that a page uses without showing all their files.
    static let configs = [
        "README.md": ["conf": "Examples/Train/conf", "configs": "configs"],
        "Examples/Digits/README.md": ["configs": "configs"],
        "\(Page.catalogue)/Messages.md": ["conf": "Examples/Typed/conf"],
    ]

    @Test(arguments: Page.all) func theCommandsOfAPagePrintWhatItSays(path: String) throws {
        let shell = try PageShell(copies: Self.configs[path] ?? [:])
        defer { shell.cleanUp() }
        for block in try Page(path).blocks {
            let place = "\(path):\(block.line)"
            switch block.language {
            case "yaml":
                let name = try #require(block.fileName, "\(place): a config begins with a comment that names its file")
                try shell.write(block.text, to: name)
            case "console":
                let steps = Transcript(block.text).steps
                for (step, answer) in zip(steps, try shell.run(steps.map(\.command))) {
                    if Transcript.matches(shown: step.output, printed: answer.printed) { continue }
                    Issue.record(
                        "\(place): $ \(step.command)\n--- the page shows\n\(step.output)--- the command prints\n\(answer.printed)"
                    )
                }
            case "sh":
                let commands = block.text.split(separator: "\n").map(String.init)
                for (command, answer) in zip(commands, try shell.run(commands)) where answer.status != 0 {
                    Issue.record("\(place): $ \(command)\n\(answer.printed)--- status \(answer.status)")
                }
            case "", "swift": break
            default: Issue.record("\(place): nothing checks a block in \(block.language)")
            }
        }
    }

    @Test(arguments: Page.all) func theLinksOfAPageLeadToFiles(path: String) throws {
        let place = ExampleProgram.package.appending(path: path)
        for link in try String(contentsOf: place, encoding: .utf8).matches(of: /\]\((?<target>[^):]+)\)/) {
            let target = place.deletingLastPathComponent().appending(path: String(link.target))
            #expect(FileManager.default.fileExists(atPath: target.path), "\(path): \(link.target)")
        }
    }

    @Test func theTutorialEndsWithTheConfigsOfItsExample() throws {
        let blocks = try Page("\(Page.catalogue)/FromOneFileToASweep.md").blocks
        let configs = Dictionary(blocks.compactMap { block in block.fileName.map { ($0, block.text) } }) { $1 }
        for (name, text) in configs {
            let place = ExampleProgram.package.appending(path: "Examples/Fit/\(name)")
            #expect(try String(contentsOf: place, encoding: .utf8) == text)
        }
    }

    @Test(arguments: Page.all) func theSwiftOfAPageCompiles(path: String) throws {
        for block in try Page(path).blocks where block.language == "swift" {
            if block.text.hasPrefix("// swift-tools-version") { continue }
            #expect(
                CompiledSources.all.contains(block.text),
                "\(path):\(block.line) is nowhere in Examples or Tests/GuideTests:\n\(block.text)")
        }
    }

    @Test(arguments: Page.all) func theManifestsOfAPageAreManifests(path: String) throws {
        for block in try Page(path).blocks where block.text.hasPrefix("// swift-tools-version") {
            let shell = try PageShell()
            defer { shell.cleanUp() }
            try shell.write(block.text, to: "Package.swift")
            let answer = try #require(try shell.run(["swift package --disable-sandbox dump-package"]).first)
            #expect(answer.status == 0, "\(path):\(block.line): \(answer.printed)")
        }
    }
}

extension Page.Block {
    /// The file that a comment at the top of the block names: `# conf/config.yaml`.
    var fileName: String? {
        let comments = text.split(separator: "\n").prefix { $0.hasPrefix("# ") }
        return comments.first { $0.hasSuffix(".yaml") }.map { String($0.dropFirst(2)) }
    }
}

/// The compiled Swift files that pages may quote.
private struct CompiledSources {
    static let all = CompiledSources()
    private let files: [[Substring]]

    private init() {
        files = ["Examples", "Tests/GuideTests"].flatMap { directory -> [[Substring]] in
            let place = ExampleProgram.package.appending(path: directory)
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? []
            return paths.filter { $0.hasSuffix(".swift") }
                .compactMap {
                    try? String(contentsOf: place.appending(path: $0), encoding: .utf8).split(
                        separator: "\n", omittingEmptySubsequences: false)
                }
        }
    }

    /// True if a block equals consecutive lines of one file, except for indentation.
    func contains(_ text: String) -> Bool {
        let wanted = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard let first = wanted.first else { return false }
        return files.contains { lines in
            lines.indices.contains { start in
                guard lines[start].hasSuffix(first), start + wanted.count <= lines.count else { return false }
                let margin = lines[start].dropLast(first.count)
                guard margin.allSatisfy({ $0 == " " }) else { return false }
                return zip(lines[start...], wanted).allSatisfy { line, wanted in
                    wanted.isEmpty ? line.isEmpty : line == margin + wanted
                }
            }
        }
    }
}

import Foundation

/// A page of the documentation: its blocks of code, in order.
///
/// The language of a block tells what is tested:
/// - `console`: the commands print the shown output.
/// - `sh`: the commands succeed.
/// - `yaml`: the block equals the file that a comment at its top names.
/// - `swift`: the block is part of a compiled file.
/// - none: nothing.
struct Page {
    struct Block {
        var language: String
        /// The lines between the fences, each with its line break.
        var text: String
        /// The number of the first of these lines.
        var line: Int
    }

    let blocks: [Block]

    /// Reads a page, by its path in the package.
    init(_ path: String) throws {
        self.init(text: try String(contentsOf: ExampleProgram.package.appending(path: path), encoding: .utf8))
    }

    init(text: String) {
        var blocks: [Block] = []
        var open: Block?
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if let block = open {
                if line == "```" {
                    blocks.append(block)
                    open = nil
                } else {
                    open?.text += line + "\n"
                }
            } else if line.hasPrefix("```") {
                open = Block(language: String(line.dropFirst(3)), text: "", line: index + 2)
            }
        }
        self.blocks = blocks
    }

    static let catalogue = "Sources/Hydrangea/Hydrangea.docc"

    /// The pages for developers of this project.
    static let ofTheProject = ["ARCHITECTURE.md", "CONTRIBUTING.md"]

    /// The pages for users: the README, those of the examples, and the documentation catalogue.
    static let all: [String] = {
        let names =
            (try? FileManager.default.contentsOfDirectory(
                atPath: ExampleProgram.package.appending(path: catalogue).path)) ?? []
        return ["README.md", "Examples/Digits/README.md"]
            + names.filter { $0.hasSuffix(".md") }.sorted().map { "\(catalogue)/\($0)" }
    }()
}

import Foundation
import Testing

/// Types the proposals of the messages on the pages back into a shell.
struct PageProposalTests {
    /// The values typed for placeholders in proposals.
    private static let filling = [
        "epochs=VALUE": "epochs=5", "dataset=VALUE": "dataset=mnist", "store.bucket=VALUE": "store.bucket=b",
        "store=OPTION": "store=local", "hydra.run.dir=DIRECTORY": "hydra.run.dir=another",
        "'layers=extend_list(VALUE)'": "'layers=extend_list(32)'", "${oc.env:NAME}": "${oc.env:HOME}",
        "${oc.env:NAME,default}": "${oc.env:HOME,x}", "DIRECTORY": "conf", "FILE": ".env",
        "'hydra.searchpath=[file://DIRECTORY]'": "'hydra.searchpath=[file://extra]'",
    ]

    /// The pages with messages to type back. The README repeats some of them.
    private static let pages = Page.all.filter { $0.hasPrefix(Page.catalogue) }

    @Test(arguments: pages) func whatAPageProposesHelpsWhenTyped(path: String) throws {
        let shell = try PageShell(copies: PageTests.configs[path] ?? [:])
        defer { shell.cleanUp() }
        var counted = 0
        for block in try Page(path).blocks {
            if block.language == "yaml", let name = block.fileName { try shell.write(block.text, to: name) }
            guard block.language == "console" else { continue }
            let steps = Transcript(block.text).steps
            _ = try shell.run(steps.map(\.command))
            for step in steps where step.output.contains("  help: ") && Self.isOneCommand(step.command) {
                let messages = ToolMessage.all(in: step.output)
                for message in messages {
                    for proposal in message.proposals {
                        counted += 1
                        let back = TypedBack(line: ShellLine(step.command), message: message)
                        let typed = back.corrected(by: proposal, filling: Self.filling)
                        let answer = try shell.tryOut(typed)
                        let told = ToolMessage.all(in: answer.printed)
                        let isAnother =
                            !told.isEmpty && !told.contains { ($0.head, $0.help) == (message.head, message.help) }
                        #expect(
                            answer.status == 0 || isAnother,
                            "\(path):\(block.line): $ \(step.command)\n\(step.output)$ \(typed)\n\(answer.printed)")
                    }
                }
            }
        }
        // The page of messages must show many with a proposal.
        if path.hasSuffix("/Messages.md") { #expect(counted > 30) }
    }

    private static func isOneCommand(_ command: String) -> Bool { !command.contains { ";|<>&\n".contains($0) } }
}

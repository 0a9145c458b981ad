import Foundation

/// A directory in which the commands of a page are typed, in a real shell that finds the built programs.
struct PageShell {
    /// What the page calls its directory.
    static let home = "/home/me/project"

    private let program: ExampleProgram

    /// - Parameter copies: What is in the directory from the start: names, each with a path in the package. A page may
    ///   add files to them.
    init(copies: [String: String] = [:]) throws {
        program = try ExampleProgram("page")
        for (name, path) in copies {
            try FileManager.default.copyItem(
                at: ExampleProgram.package.appending(path: path), to: program.directory.appending(path: name))
        }
    }

    func cleanUp() { program.cleanUp() }

    /// Writes a file, and the directories that it stands in.
    func write(_ text: String, to path: String) throws {
        let place = program.directory.appending(path: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    /// What each of the commands prints, on both streams, and the status with which it ends.
    ///
    /// They are typed into one shell: what one of them sets is there for the next one.
    func run(_ commands: [String]) throws -> [(printed: String, status: Int32)] {
        let mark = "\u{1E}"
        let script = commands.map { "{ \($0)\n} 2>&1; printf '\(mark)%s\(mark)' $?\n" }.joined()
        let result = try program.shell(Self.functions + script)
        let pieces = result.output.replacingOccurrences(of: program.directory.path, with: Self.home).components(
            separatedBy: mark)
        return stride(from: 0, to: pieces.count - 1, by: 2).map { (pieces[$0], Int32(pieces[$0 + 1]) ?? -1) }
    }

    /// What a command prints, and its status, in a copy of the directory: the page does not see what it leaves.
    func tryOut(_ command: String) throws -> (printed: String, status: Int32) {
        let quoted = command.replacingOccurrences(of: "'", with: "'\\''")
        let place = program.directory.path
        let result = try program.shell(
            "cp -R '\(place)' '\(place)-copy' && cd '\(place)-copy' && sh -c '\(quoted)' 2>&1; s=$?; cd /; rm -rf '\(place)-copy'; exit $s"
        )
        return (result.output.replacingOccurrences(of: place + "-copy", with: Self.home), result.status)
    }

    /// A make that only says what it would do, for its targets build and test the package; and a digits program that is
    /// soon done.
    private static let functions = """
        make() { command make --dry-run -C '\(ExampleProgram.package.path)' "$@" >/dev/null; }
        digits() { command digits data.limit=40 trainer.epochs=1 "$@"; }

        """
}

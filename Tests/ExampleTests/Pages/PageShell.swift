import Foundation

/// A directory with a real shell for the commands of a page. The built programs are in its `PATH`.
struct PageShell {
    /// The path that the page shows for the directory.
    static let home = "/home/me/project"

    private let program: ExampleProgram

    /// - Parameter copies: The initial files of the directory: names, each with a path in the package.
    init(copies: [String: String] = [:]) throws {
        program = try ExampleProgram("page")
        for (name, path) in copies {
            try FileManager.default.copyItem(
                at: ExampleProgram.package.appending(path: path), to: program.directory.appending(path: name))
        }
    }

    func cleanUp() { program.cleanUp() }

    /// Writes a file and creates its parent directories.
    func write(_ text: String, to path: String) throws {
        let place = program.directory.appending(path: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    /// The output and the exit status of each command, with both streams together.
    ///
    /// The commands run in one shell, so variables and functions are kept between them.
    func run(_ commands: [String]) throws -> [(printed: String, status: Int32)] {
        let mark = "\u{1E}"
        let script = commands.map { "{ \($0)\n} 2>&1; printf '\(mark)%s\(mark)' $?\n" }.joined()
        let result = try program.shell(Self.functions + script)
        let pieces = result.output.replacingOccurrences(of: program.directory.path, with: Self.home).components(
            separatedBy: mark)
        return stride(from: 0, to: pieces.count - 1, by: 2).map { (pieces[$0], Int32(pieces[$0 + 1]) ?? -1) }
    }

    /// The output and the exit status of a command in a copy of the directory, so that its files do not remain.
    func tryOut(_ command: String) throws -> (printed: String, status: Int32) {
        let quoted = command.replacingOccurrences(of: "'", with: "'\\''")
        let place = program.directory.path
        let result = try program.shell(
            "cp -R '\(place)' '\(place)-copy' && cd '\(place)-copy' && sh -c '\(quoted)' 2>&1; s=$?; cd /; rm -rf '\(place)-copy'; exit $s"
        )
        return (result.output.replacingOccurrences(of: place + "-copy", with: Self.home), result.status)
    }

    /// Functions that replace commands: `make` only checks that its targets exist, and `digits` trains for a short
    /// time.
    private static let functions = """
        make() { command make --dry-run -C '\(ExampleProgram.package.path)' "$@" >/dev/null; }
        digits() { command digits data.limit=40 trainer.epochs=1 "$@"; }

        """
}

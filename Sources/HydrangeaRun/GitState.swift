#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The state of the code's repository when a run started.
public struct GitState: Hashable, Sendable {
    public var commit: String
    /// Nil when no branch is checked out.
    public var branch: String?
    /// Whether files that git knows had been changed since the commit.
    public var isDirty: Bool

    init(commit: String, branch: String?, isDirty: Bool) {
        self.commit = commit
        self.branch = branch
        self.isDirty = isDirty
    }

    /// Asks `git` about the repository that a directory belongs to. Nil where there is none, no commit in it, or no git.
    public static func of(_ directory: String) -> GitState? {
        guard isInRepository(directory), let report = report(on: directory) else { return nil }
        return GitState(report: report)
    }

    /// Reads what `git status --porcelain=v2 --branch` prints.
    init?(report: String) {
        var commit: String?
        var branch: String?
        var isDirty = false
        for line in report.split(separator: "\n") {
            if line.hasPrefix("# branch.oid ") {
                commit = String(line.dropFirst("# branch.oid ".count))
            } else if line.hasPrefix("# branch.head ") {
                branch = String(line.dropFirst("# branch.head ".count))
            } else if !line.hasPrefix("#") {
                isDirty = true
            }
        }
        guard let commit, commit != "(initial)" else { return nil }
        self.init(commit: commit, branch: branch == "(detached)" ? nil : branch, isDirty: isDirty)
    }

    /// Most runs of a test or a script are in no repository: seeing that spares the start of a process.
    private static func isInRepository(_ directory: String) -> Bool {
        var directory = directory
        while !PosixFile.exists(FilePath.join(directory, ".git")) {
            guard let parent = FilePath.parent(of: directory) else { return false }
            directory = parent
        }
        return true
    }

    private static func report(on directory: String) -> String? {
        // In the shell's single quotes everything stands for itself but the quote.
        let quoted = "'" + directory.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        let command = "git --no-optional-locks -C \(quoted) status --porcelain=v2 --branch --untracked-files=no 2>/dev/null"
        guard let pipe = popen(command, "r") else { return nil }
        let bytes = try? PosixFile.bytes(of: fileno(pipe))
        guard pclose(pipe) == 0, let bytes else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

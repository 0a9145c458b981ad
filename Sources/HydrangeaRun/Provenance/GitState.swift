import HydrangeaFiles

/// The state of the code's repository when a run started.
public struct GitState: Hashable, Sendable, Codable {
    /// The commit's full name, in hexadecimal digits.
    public var commit: String
    /// Nil when no branch is checked out.
    public var branch: String?
    /// Whether files that git knows had been changed since the commit.
    public var isDirty: Bool
    /// Files and directories that git does not know and was not told to ignore; 50 names at most.
    public var untracked: [String]
    /// What had been changed since the commit, in the files that git knows.
    public var diff: Diff?

    /// How the files that git knows differed from the commit.
    public struct Diff: Hashable, Sendable, Codable {
        /// The fingerprint of `git diff`'s output: the same changes have the same one.
        public var sha256: Fingerprint
        /// The size of that output.
        public var bytes: Int
        /// The file beside the record that holds it, for `git apply`; nil when it was larger than ``sizeLimit``.
        public var file: String?

        /// The largest diff that is kept, in bytes: a larger one is usually data that somebody has added.
        public static let sizeLimit = 1 << 20
    }

    package static let untrackedLimit = 50

    private enum CodingKeys: String, CodingKey {
        case commit, branch
        case isDirty = "dirty"
        case untracked, diff
    }

    init(commit: String, branch: String?, isDirty: Bool, untracked: [String] = [], diff: Diff? = nil) {
        self.commit = commit
        self.branch = branch
        self.isDirty = isDirty
        self.untracked = untracked
        self.diff = diff
    }

    /// How long git may take: the first look into a large repository on a slow disk takes seconds.
    private static let patience = 20.0
    static let diffFile = "changes.diff"

    /// Asks `git` about the repository that a directory belongs to. Nil where there is none, no commit in it, or no
    /// git.
    ///
    /// A repository may be a stranger's, and its config may name commands for git to run: a file system monitor, hooks,
    /// clean filters, helpers that fetch missing objects. None of them is run; those of the user's own config are. Files
    /// that have such a filter of the repository's own are compared as they stand. Submodules, which have a config of
    /// their own, are compared by their commits only.
    ///
    /// - Parameter keep: Takes the diff, when there is one of a size worth keeping.
    static func of(_ directory: String, environment: [String: String], keep: (([UInt8]) -> Void)? = nil) -> GitState? {
        guard isInRepository(directory) else { return nil }
        var environment = environment
        environment["GIT_ALLOW_PROTOCOL"] = "none"
        environment["GIT_NO_LAZY_FETCH"] = "1"
        let quiet = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
        func git(_ arguments: [String]) -> ChildProcess.Output? {
            ChildProcess("git", quiet + ["-C", directory] + arguments, environment: environment)?.output(
                within: patience)
        }
        // Status 1 says that there are none.
        let filters = ["config", "--show-scope", "--name-only", "-z", "--get-regexp", "^filter\\."]
        guard let names = git(filters), names.status == 0 || names.status == 1 else { return nil }
        switchOff(Self.ownFilters(names.text), in: &environment)
        guard
            let report = git([
                "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal", "--ignore-submodules=dirty",
            ]),
            report.status == 0,
            var state = GitState(report: report.text)
        else { return nil }
        guard state.isDirty else { return state }
        // The user's settings must not change what `git apply` will be given.
        let plain = [
            "-c", "core.quotePath=true", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "-c",
            "diff.relative=false",
        ]
        let flags = [
            "--binary", "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", "--src-prefix=a/",
            "--dst-prefix=b/",
        ]
        guard let diff = git(plain + ["diff", "HEAD"] + flags), diff.status == 0, !diff.bytes.isEmpty else {
            return state
        }
        let isKept = diff.bytes.count <= Diff.sizeLimit
        if isKept { keep?(diff.bytes) }
        state.diff = Diff(sha256: Fingerprint(of: diff.bytes), bytes: diff.bytes.count, file: isKept ? diffFile : nil)
        return state
    }

    /// The settings of filters that the repository itself makes, of what
    /// `git config --show-scope --name-only -z --get-regexp '^filter\.'` prints: scopes and names in turn.
    static func ownFilters(_ report: String) -> [String] {
        let parts = report.split(separator: "\0", omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).enumerated().compactMap { index, pair in
            index % 2 == 0 && ["local", "worktree"].contains(pair.0) ? String(pair.1) : nil
        }
    }

    /// Has git take filters for ones that run nothing, by the variables that settings can be given in.
    private static func switchOff(_ filters: [String], in environment: inout [String: String]) {
        var count = environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
        for name in filters {
            environment["GIT_CONFIG_KEY_\(count)"] = name
            environment["GIT_CONFIG_VALUE_\(count)"] = name.hasSuffix(".required") ? "false" : ""
            count += 1
        }
        if !filters.isEmpty { environment["GIT_CONFIG_COUNT"] = String(count) }
    }

    /// Reads what `git status --porcelain=v2 --branch -z` prints.
    init?(report: String) {
        var commit: String?
        var branch: String?
        var isDirty = false
        var untracked: [String] = []
        var lines = report.split(separator: "\0").makeIterator()
        while let line = lines.next() {
            if line.hasPrefix("# branch.oid ") {
                commit = String(line.dropFirst("# branch.oid ".count))
            } else if line.hasPrefix("# branch.head ") {
                branch = String(line.dropFirst("# branch.head ".count))
            } else if line.hasPrefix("? ") {
                if untracked.count < Self.untrackedLimit { untracked.append(String(line.dropFirst(2))) }
            } else if !line.hasPrefix("#") {
                isDirty = true
                // A renamed file's line is followed by its old name.
                if line.hasPrefix("2 ") { _ = lines.next() }
            }
        }
        guard let commit, commit != "(initial)" else { return nil }
        self.init(commit: commit, branch: branch == "(detached)" ? nil : branch, isDirty: isDirty, untracked: untracked)
    }

    /// Most runs of a test or a script are in no repository: seeing that spares the start of a process.
    static func isInRepository(_ directory: String) -> Bool {
        var directory = directory
        while !PosixFile.exists(FilePath.join(directory, ".git")) {
            guard let parent = FilePath.parent(of: directory) else { return false }
            directory = parent
        }
        return true
    }
}

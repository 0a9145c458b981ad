import HydrangeaFiles

extension RunRecord {
    /// The state of the working directory's git repository when a run started.
    public struct GitState: Hashable, Sendable, Codable {
        /// The full commit hash in hexadecimal digits.
        public var commit: String
        /// The current branch; nil if none is checked out.
        public var branch: String?
        /// True if tracked files have uncommitted changes.
        public var isDirty: Bool
        /// Untracked files and directories that are not ignored, 50 at most.
        public var untracked: [String]
        /// The uncommitted changes of tracked files; nil if there are none.
        public var diff: Diff?

        /// The uncommitted changes of tracked files.
        public struct Diff: Hashable, Sendable, Codable {
            /// The fingerprint of the output of `git diff`.
            public var sha256: Fingerprint
            /// The size of that output in bytes.
            public var bytes: Int
            /// The file beside the record that contains the diff, for `git apply`; nil if the diff is larger than
            /// ``sizeLimit``.
            public var file: String?

            /// The size limit for recorded diffs, in bytes. Larger diffs usually contain data.
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

        /// The timeout of a git command in seconds. The first status of a large repository on a slow disk takes
        /// seconds.
        private static let patience = 20.0
        static let diffFile = "changes.diff"

        /// Asks `git` for the state of the repository that a directory belongs to. Nil if there is no repository, no
        /// commit, or no git.
        ///
        /// The repository's config can name commands that git runs: file system monitor, hooks, clean filters, and
        /// helpers that fetch missing objects. None of these is run, because the repository may come from somebody
        /// else. Commands in the user's own config are run. Files with a filter of the repository are compared
        /// unfiltered. Submodules have their own config and are compared by their commits only.
        ///
        /// - Parameter keep: Called with the diff, if it is not larger than ``Diff/sizeLimit``.
        static func of(_ directory: String, environment: [String: String], keep: (([UInt8]) -> Void)? = nil)
            -> GitState?
        {
            guard isInRepository(directory) else { return nil }
            var environment = environment
            environment["GIT_ALLOW_PROTOCOL"] = "none"
            environment["GIT_NO_LAZY_FETCH"] = "1"
            let quiet = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
            func git(_ arguments: [String]) -> ChildProcess.Output? {
                ChildProcess("git", quiet + ["-C", directory] + arguments, environment: environment)?.output(
                    within: patience)
            }
            // Status 1 means that there are no filters.
            let filters = ["config", "--show-scope", "--name-only", "-z", "--get-regexp", "^filter\\."]
            guard let names = git(filters), names.status == 0 || names.status == 1 else { return nil }
            switchOff(Self.ownFilters(names.text), in: &environment)
            guard
                let report = git([
                    "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal",
                    "--ignore-submodules=dirty",
                ]),
                report.status == 0,
                var state = GitState(report: report.text)
            else { return nil }
            guard state.isDirty else { return state }
            // These settings keep the diff valid for `git apply`, whatever the user's config says.
            let plain = [
                "-c", "core.quotePath=true", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "-c",
                "diff.relative=false",
            ]
            let flags = [
                "--binary", "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty",
                "--src-prefix=a/",
                "--dst-prefix=b/",
            ]
            guard let diff = git(plain + ["diff", "HEAD"] + flags), diff.status == 0, !diff.bytes.isEmpty else {
                return state
            }
            let isKept = diff.bytes.count <= Diff.sizeLimit
            if isKept { keep?(diff.bytes) }
            state.diff = Diff(
                sha256: Fingerprint(of: diff.bytes), bytes: diff.bytes.count, file: isKept ? diffFile : nil)
            return state
        }

        /// The names of filter settings in the repository's own config.
        ///
        /// - Parameter report: The output of `git config --show-scope --name-only -z --get-regexp '^filter\.'`, which
        ///   alternates scopes and names.
        static func ownFilters(_ report: String) -> [String] {
            let parts = report.split(separator: "\0", omittingEmptySubsequences: false)
            return zip(parts, parts.dropFirst()).enumerated().compactMap { index, pair in
                index % 2 == 0 && ["local", "worktree"].contains(pair.0) ? String(pair.1) : nil
            }
        }

        /// Disables filters by overriding their settings with environment variables of git.
        private static func switchOff(_ filters: [String], in environment: inout [String: String]) {
            var count = environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
            for name in filters {
                environment["GIT_CONFIG_KEY_\(count)"] = name
                environment["GIT_CONFIG_VALUE_\(count)"] = name.hasSuffix(".required") ? "false" : ""
                count += 1
            }
            if !filters.isEmpty { environment["GIT_CONFIG_COUNT"] = String(count) }
        }

        /// Parses the output of `git status --porcelain=v2 --branch -z`.
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
                    // The entry of a renamed file is followed by its old name.
                    if line.hasPrefix("2 ") { _ = lines.next() }
                }
            }
            guard let commit, commit != "(initial)" else { return nil }
            self.init(
                commit: commit, branch: branch == "(detached)" ? nil : branch, isDirty: isDirty, untracked: untracked)
        }

        /// True if the directory is in a git repository. Outside of repositories, checking this first saves starting a
        /// process.
        static func isInRepository(_ directory: String) -> Bool {
            var directory = directory
            while !PosixFile.exists(FilePath.join(directory, ".git")) {
                guard let parent = FilePath.parent(of: directory) else { return false }
                directory = parent
            }
            return true
        }
    }
}

import HydrangeaFiles
package import HydrangeaTree

/// The variables that ``EnvironmentFiles`` add to a process's environment.
package struct EnvironmentVariables: Sendable {
    /// The variables to set, without those whose value from the process is kept.
    package private(set) var values: [String: String] = [:]
    /// The files' values of variables that keep the process's value. They are unused, but may be secrets.
    package private(set) var overridden: [String: String] = [:]
    /// The line that each of the `values` comes from.
    package private(set) var origins: [String: Origin] = [:]
    /// The read files with the names of their variables, for the run's record. Values are never recorded.
    package private(set) var files: [RunRecord.Facts.EnvironmentFile] = []
    /// Warnings about ignored lines and ignored files.
    package private(set) var warnings: [Diagnostic] = []

    /// Reads the environment files.
    ///
    /// - Parameters:
    ///   - directory: The directory in which the search for the nearest `.env` begins.
    ///   - environment: The environment variables of the process.
    /// - Throws: if a file cannot be read, or contains a variable that no environment can hold.
    package init(
        _ request: EnvironmentFiles, near directory: String, workingDirectory: String, environment: [String: String]
    ) throws(ConfigError) {
        let paths: [String] =
            switch request.selection {
            case .none: []
            case .nearest: DotEnv.find(from: directory, workingDirectory: workingDirectory).map { [$0] } ?? []
            case .named(let names): names.map { FilePath.absolute($0, in: workingDirectory) }
            }
        for path in paths {
            if request.selection == .nearest, PosixFile.isClosedToUs(path) {
                warnings.append(
                    Diagnostic(
                        .file, "the environment file \(path) belongs to another user and is passed over",
                        help: "--env-file FILE names another one, --no-env-file reads none"))
                continue
            }
            let additions = try read(path, request, environment)
            for (key, value) in additions { values[key] = value }
            files.append(RunRecord.Facts.EnvironmentFile(path: path, names: Set(additions.map(\.key)).sorted()))
        }
    }

    private mutating func read(
        _ path: String, _ request: EnvironmentFiles, _ environment: [String: String]
    ) throws(ConfigError) -> [(key: String, value: String)] {
        switch request.dialect {
        case .dotenv:
            let file = try DotEnv(file: path)
            warnings += file.dropped.map { dropped in
                let words = dropped.flaw.words
                return Diagnostic(
                    .invalidValue,
                    dropped.flaw == .other
                        ? "\(words.message), and is left out" : "\(words.message): the line is left out",
                    origin: Origin(file.source, dropped.mark), help: words.help)
            }
            return locating(
                try file.additions(to: environment, precedence: request.precedence, earlier: values), file.statements,
                file.source)
        case .docker:
            let file = try DockerEnvFile(SourceText(.file(path), bytes: try EnvironmentFiles.bytes(of: path)))
            return locating(
                try file.additions(to: environment, precedence: request.precedence), file.statements, file.source)
        }
    }

    /// Records the origins of the additions and the overridden values, and returns the additions.
    private mutating func locating(
        _ additions: [(key: String, value: String)], _ statements: [DotEnv.Statement], _ source: SourceText
    ) -> [(key: String, value: String)] {
        let lines = Dictionary(statements.map { ($0.key, $0.line) }) { $1 }
        let names = Set(additions.map(\.key))
        for statement in statements where !names.contains(statement.key) { overridden[statement.key] = statement.value }
        for (key, _) in additions { origins[key] = EnvironmentFiles.place(in: source, line: lines[key, default: 1]) }
        return additions
    }
}

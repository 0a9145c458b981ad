package import HydrangeaTree

/// A `DockerEnvFile` has the syntax of Docker's `--env-file`. In `NAME=value`, all text after the equals sign is the
/// value.
///
/// Quotes, escapes and `${…}` have no meaning. Comments are whole lines that begin with `#`. A line `NAME` takes the
/// value from the process's environment.
package struct DockerEnvFile: Sendable {
    package let source: SourceText
    package let statements: [DotEnv.Statement]

    /// - Throws: for a variable's name that is empty or contains white space.
    package init(_ source: SourceText) throws(ConfigError) {
        let source = source.hidden
        var statements: [DotEnv.Statement] = []
        for (index, range) in Self.lines(of: source.bytes).enumerated() {
            let line = source.bytes[range].trimmingPrefix(while: Self.isSpace)
            guard let first = line.first, first != "#" else { continue }
            let sign = line.firstIndex(of: UInt8(ascii: "="))
            let key = line[..<(sign ?? line.endIndex)]
            func refuse(_ what: String) -> ConfigError {
                ConfigError(
                    Diagnostic(
                        .invalidValue, what, origin: EnvironmentFiles.place(in: source, line: index + 1),
                        help: "write NAME=value, or NAME alone to pass on the process's value"))
            }
            if key.isEmpty { throw refuse("a variable's name is missing before '='") }
            if key.contains(where: { $0 == " " || $0 == "\t" }) {
                throw refuse("a variable's name has white space in it")
            }
            let value = sign.map { String(decoding: line[($0 + 1)...], as: UTF8.self) }
            statements.append(
                DotEnv.Statement(key: String(decoding: key, as: UTF8.self), value: value, line: index + 1))
        }
        self.source = source
        self.statements = statements
    }

    /// The additions to an environment. Variables that the environment has already are kept, unless `precedence` is
    /// `.file`.
    package func additions(
        to environment: [String: String], precedence: DotEnv.Precedence = .environment
    ) throws(ConfigError) -> [(key: String, value: String)] {
        var added: [(key: String, value: String)] = []
        for statement in statements where precedence == .file || environment[statement.key] == nil {
            guard let value = statement.value ?? environment[statement.key] else { continue }
            try EnvironmentFiles.check(statement.key, value, in: source, line: statement.line)
            added.append((statement.key, value))
        }
        return added
    }

    /// The lines, separated by line feeds, without a carriage return at the end. A byte order mark is skipped.
    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let hasReturn = end > start && bytes[end - 1] == "\r"
            ranges.append(start..<(hasReturn ? end - 1 : end))
            start = end + 1
        }
        return ranges
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

public import HydrangeaTree

/// The variables in a `.env` file, by the rules of python-dotenv.
public struct DotEnv: Sendable {
    /// `KEY=value`, or `KEY` alone.
    package struct Statement: Hashable, Sendable {
        /// The variable's name, without a preceding `export`.
        package var key: String
        /// The value with its quotes removed and its escapes replaced, but before interpolation; nil for a name alone.
        package var value: String?
        /// The number of the statement's first line, counted from 1.
        package var line: Int
    }

    /// The source of a variable that both the file and the environment have.
    public enum Precedence: Sendable {
        /// The file's value is taken.
        case file
        /// The environment's value is taken.
        case environment
    }

    /// The text of the file.
    public let source: SourceText
    /// All statements, in the order of the file. A name can occur several times.
    package let statements: [Statement]
    /// The numbers of the lines that are not valid statements. Such lines are ignored, as in python-dotenv.
    package var droppedLines: [Int] { dropped.map(\.line) }
    /// The ignored lines, with the reason for each.
    let dropped: [Dropped]

    /// A line that is not a valid statement.
    struct Dropped: Hashable, Sendable {
        var line: Int
        /// The place of the mistake.
        var mark: SourceText.Position
        var flaw: Flaw
    }

    /// The reason why a line is not a valid statement.
    enum Flaw: Hashable, Sendable {
        case unclosedQuote, textAfterQuote, colon, other

        /// The message and help text, without the text of the line, which may be a secret.
        var words: (message: String, help: String) {
            switch self {
            case .unclosedQuote: ("this quote is not closed", "write NAME=\"value\", with both quotes")
            case .textAfterQuote:
                ("text stands after the closing quote", #"write \" for a quote within the value: NAME="a \"b\" c""#)
            case .colon: ("a colon stands where '=' should", "write NAME=value")
            case .other: ("this line sets no variable", "write NAME=value")
            }
        }
    }

    /// The limit in bytes for text that interpolation adds. Variables that double one another would otherwise fill the
    /// memory.
    static let growthLimit = 8 << 20

    /// Parses a text. There are no errors: lines that are not valid statements are ignored.
    public init(_ source: SourceText) {
        self.source = source.hidden
        let parser = DotEnvParser(source.bytes)
        statements = parser.statements
        dropped = parser.dropped
    }

    /// The variables in the order of the file, each with its last value; nil for a name alone.
    ///
    /// - Parameter earlier: The variables of the files before this one. They are looked up after the file's own
    ///   variables. The environment's come first or last, by `precedence`.
    public func values(
        environment: [String: String] = [:], precedence: Precedence = .file, earlier: [String: String] = [:]
    ) throws(ConfigError) -> [(key: String, value: String?)] {
        var positions: [ConfigKey: Int] = [:]
        var values: [(key: String, value: String?)] = []
        var room = source.bytes.count + DotEnv.growthLimit
        for statement in statements {
            let value = try statement.value.map { (text) throws(ConfigError) in
                try interpolate(text, of: statement, room: &room) { name in
                    let own = positions[.string(name)].map { values[$0].value ?? "" }
                    return switch precedence {
                    case .file: own ?? earlier[name] ?? environment[name]
                    case .environment: environment[name] ?? own ?? earlier[name]
                    }
                }
            }
            if let position = positions[.string(statement.key)] {
                values[position].value = value
            } else {
                positions[.string(statement.key)] = values.count
                values.append((statement.key, value))
            }
        }
        return values
    }

    /// The additions to an environment. Variables that the environment has already are kept, unless `precedence` is
    /// `.file`.
    ///
    /// The result is a list of pairs, because environment names are compared by their bytes. A dictionary would merge
    /// two Unicode spellings of one accented name.
    package func additions(
        to environment: [String: String], precedence: Precedence = .environment, earlier: [String: String] = [:]
    ) throws(ConfigError) -> [(key: String, value: String)] {
        var added: [(key: String, value: String)] = []
        var lines: [ConfigKey: Int] = [:]
        for statement in statements { lines[.string(statement.key)] = statement.line }
        for (key, value) in try values(environment: environment, precedence: precedence, earlier: earlier) {
            guard let value, precedence == .file || environment[key] == nil else { continue }
            try EnvironmentFiles.check(key, value, in: source, line: lines[.string(key)] ?? 1)
            added.append((key, value))
        }
        return added
    }

    /// Replaces each `${NAME}` and `${NAME:-default}`. Other text with `${` is kept.
    private func interpolate(
        _ text: String, of statement: Statement, room: inout Int, lookup: (String) -> String?
    ) throws(ConfigError) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == "$", index + 1 < bytes.count, bytes[index + 1] == "{"
            else {
                result.append(bytes[index])
                index += 1
                continue
            }
            switch Reference(in: bytes, at: index) {
            case .found(let name, let fallback, let end):
                result += Array((lookup(name) ?? fallback).utf8)
                index = end
            case .none(let resume):
                result += bytes[index..<resume]
                index = resume
            }
            if result.count > room { throw tooLarge(statement) }
        }
        room -= result.count
        if room < 0 { throw tooLarge(statement) }
        return String(decoding: result, as: UTF8.self)
    }

    private func tooLarge(_ statement: Statement) -> ConfigError {
        ConfigError(
            Diagnostic(
                .limit, "the variables of this file grow beyond \(DotEnv.growthLimit >> 20) MiB",
                origin: EnvironmentFiles.place(in: source, line: statement.line),
                notes: ["while '${…}' is filled in for \(statement.key)"]))
    }
}

/// The result of parsing a reference at a `${`.
private enum Reference {
    case found(name: String, fallback: String, end: Int)
    /// No reference; nor can one begin before `resume`, because it would end at the same byte.
    case none(resume: Int)

    init(in bytes: [UInt8], at start: Int) {
        let nameStart = start + 2
        let closing = UInt8(ascii: "}")
        guard let nameEnd = bytes[nameStart...].firstIndex(where: { $0 == closing || $0 == ":" }) else {
            self = .none(resume: bytes.count)
            return
        }
        let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
        if bytes[nameEnd] == closing {
            self = .found(name: name, fallback: "", end: nameEnd + 1)
            return
        }
        guard nameEnd + 1 < bytes.count, bytes[nameEnd + 1] == "-" else {
            self = .none(resume: nameEnd)
            return
        }
        let fallbackStart = nameEnd + 2
        guard let end = bytes[fallbackStart...].firstIndex(of: closing) else {
            self = .none(resume: bytes.count)
            return
        }
        self = .found(name: name, fallback: String(decoding: bytes[fallbackStart..<end], as: UTF8.self), end: end + 1)
    }
}

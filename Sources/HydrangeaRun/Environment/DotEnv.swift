public import HydrangeaTree

/// The variables that a `.env` file names, by the rules of python-dotenv.
public struct DotEnv: Sendable {
    /// `KEY=value`, or `KEY` alone.
    public struct Statement: Hashable, Sendable {
        /// The variable's name, without an `export` before it.
        public var key: String
        /// As written, without quotes and escapes; nil for a key alone. Interpolations are kept.
        public var value: String?
        /// The line in which it begins, counted from 1.
        public var line: Int
    }

    /// Whose value `${NAME}` takes when both the file and the environment have the name.
    public enum Precedence: Sendable {
        /// The file's.
        case file
        /// The environment's.
        case environment
    }

    /// The text that was read.
    public let source: SourceText
    /// All statements, in the order of the file; a name may come several times.
    public let statements: [Statement]
    /// The lines where something stands that is no statement. It is left out.
    public var droppedLines: [Int] { dropped.map(\.line) }
    /// The same, with what is wrong with each of them.
    let dropped: [Dropped]

    /// A line that is no statement.
    struct Dropped: Hashable, Sendable {
        var line: Int
        /// Where the mistake stands.
        var mark: Mark
        var flaw: Flaw
    }

    /// Why a line is no statement.
    enum Flaw: Hashable, Sendable {
        case unclosedQuote, textAfterQuote, colon, other

        /// The mistake in words, and what to do; neither shows the text, which may be a secret.
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

    /// The most bytes that interpolation may add, so that variables which double one another cannot fill the memory.
    static let growthLimit = 8 << 20

    /// Reads a text. No text is wrong: what is no statement is left out, and its line is one of ``droppedLines``.
    public init(_ source: SourceText) {
        self.source = source
        let parser = DotEnvParser(source.bytes)
        statements = parser.statements
        dropped = parser.dropped
    }

    /// Every key once, in the file's order, with its last value; nil for a key alone.
    ///
    /// - Parameter earlier: What other files have set before: it comes after the file's own and, unless the file goes
    ///   first, the environment's.
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

    /// The variables that the file adds to an environment: what the environment already has stays as it is, unless the
    /// file goes first.
    ///
    /// Pairs, because names are told apart by their bytes: a dictionary would make two spellings of one accented letter
    /// one name.
    public func additions(
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

    /// Replaces each `${NAME}` and `${NAME:-default}`. What only looks like one stays as it is.
    private func interpolate(
        _ text: String, of statement: Statement, room: inout Int, lookup: (String) -> String?
    ) throws(ConfigError) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "{")
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

/// What stands at a `${`.
private enum Reference {
    case found(name: String, fallback: String, end: Int)
    /// None; and none before `resume` either, because the same byte would stop it.
    case none(resume: Int)

    init(in bytes: [UInt8], at start: Int) {
        let nameStart = start + 2
        let closing = UInt8(ascii: "}")
        guard let nameEnd = bytes[nameStart...].firstIndex(where: { $0 == closing || $0 == UInt8(ascii: ":") }) else {
            self = .none(resume: bytes.count)
            return
        }
        let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
        if bytes[nameEnd] == closing {
            self = .found(name: name, fallback: "", end: nameEnd + 1)
            return
        }
        guard nameEnd + 1 < bytes.count, bytes[nameEnd + 1] == UInt8(ascii: "-") else {
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

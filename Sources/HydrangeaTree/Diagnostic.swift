/// One thing that is wrong, where, and what to do about it.
public struct Diagnostic: Hashable, Sendable {
    /// The kind of mistake; new codes may come in any minor release.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        public let description: String
        package init(_ description: String) { self.description = description }

        public static let yamlSyntax = Code("yaml-syntax")
        public static let yamlValue = Code("yaml-value")
        public static let duplicateKey = Code("duplicate-key")
        public static let overrideSyntax = Code("override-syntax")
        public static let commandLine = Code("command-line")
        public static let unknownConfig = Code("unknown-config")
        public static let defaultsList = Code("defaults-list")
        public static let unknownKey = Code("unknown-key")
        public static let missingValue = Code("missing-value")
        public static let typeMismatch = Code("type-mismatch")
        public static let merge = Code("merge")
        public static let interpolationSyntax = Code("interpolation-syntax")
        public static let interpolation = Code("interpolation")
        public static let resolver = Code("resolver")
        public static let cycle = Code("cycle")
        public static let limit = Code("limit")
        public static let unknownComponent = Code("unknown-component")
        public static let invalidValue = Code("invalid-value")
        public static let file = Code("file")
        public static let run = Code("run")
    }

    public var code: Code
    /// What is wrong, in the user's words: one line, no full stop.
    public var message: String
    /// The place in the config tree, where there is one.
    public var path: ConfigPath?
    /// The place in a text, where there is one.
    public var origin: Origin
    /// How many characters of the text are meant, for the underline.
    public var length: Int
    /// What stands beside the caret.
    public var label: String?
    /// Further lines: what would be right, how the place was reached.
    public var notes: [String]
    /// Something to type, or to do.
    public var help: String?

    public init(
        _ code: Code, _ message: String, at path: ConfigPath? = nil, origin: Origin = .unknown, length: Int = 1,
        label: String? = nil, notes: [String] = [], help: String? = nil
    ) {
        self.code = code
        self.message = message
        self.path = path
        self.origin = origin
        self.length = length
        self.label = label
        self.notes = notes
        self.help = help
    }
}

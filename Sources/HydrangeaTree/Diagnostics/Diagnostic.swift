/// One thing that is wrong, where, and what to do about it.
public struct Diagnostic: Hashable, Sendable {
    /// The kind of mistake; new codes may come in any minor release.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code as it is written: `unknown-key`.
        public let description: String
        package init(_ description: String) { self.description = description }

        /// The text is no YAML.
        public static let yamlSyntax = Code("yaml-syntax")
        /// YAML that means nothing in a config: an unknown tag, a key that is a list.
        public static let yamlValue = Code("yaml-value")
        /// A mapping has a key twice.
        public static let duplicateKey = Code("duplicate-key")
        /// An override cannot be read.
        public static let overrideSyntax = Code("override-syntax")
        /// A flag or its value is wrong, or arguments do not go together.
        public static let commandLine = Code("command-line")
        /// A config, an option or a group is not there.
        public static let unknownConfig = Code("unknown-config")
        /// A defaults list asks for something that is not possible.
        public static let defaultsList = Code("defaults-list")
        /// A key that the config, or its type, does not have.
        public static let unknownKey = Code("unknown-key")
        /// A mandatory value was not given.
        public static let missingValue = Code("missing-value")
        /// A value is of another type than what is wanted.
        public static let typeMismatch = Code("type-mismatch")
        /// Two values cannot be merged, or a value cannot be set where it was asked for.
        public static let merge = Code("merge")
        /// An interpolation cannot be read.
        public static let interpolationSyntax = Code("interpolation-syntax")
        /// An interpolation leads nowhere.
        public static let interpolation = Code("interpolation")
        /// A resolver is not there, was called wrongly, or failed.
        public static let resolver = Code("resolver")
        /// Interpolations, or defaults lists, lead in a circle.
        public static let cycle = Code("cycle")
        /// More values, text or nesting than can be handled: it would not end, or would fill the memory.
        public static let limit = Code("limit")
        /// A component, a sweeper or a launcher that is not there.
        public static let unknownComponent = Code("unknown-component")
        /// A value of the right type that is not allowed: by an enum, or by a rule of the program.
        public static let invalidValue = Code("invalid-value")
        /// A file or directory is not there, or cannot be read.
        public static let file = Code("file")
        /// A run could not be started, or did not end as it should.
        public static let run = Code("run")
    }

    /// The kind of mistake. Unlike the message, it stays the same in later releases.
    public var code: Code
    /// The mistake in the user's words: one line, no full stop.
    public var message: String
    /// The place in the config tree, where there is one.
    public var path: ConfigPath?
    /// The place in a text, where there is one. Messages underline its range as far as its first line goes.
    public var origin: Origin
    /// A word or two beside the caret.
    public var label: String?
    /// Further lines: the options that there are, how the place was reached.
    public var notes: [String]
    /// The argument, or the entry of a defaults list, that chose the config with the mistake; nil for the primary config
    /// and for a mistake in no config. Example: `chosen by: model=mlp (argument 1)`.
    public var reason: Origin?
    /// The larger things in which the mistake was found, the nearest one first: `job 3: lr=0.1`. Diagnostics of several
    /// jobs that differ in nothing else are the same mistake.
    public var context: [String] = []
    /// Something to type, or to do.
    public var help: String?

    /// - Parameter length: The number of characters that are underlined, if not those of the origin.
    public init(
        _ code: Code, _ message: String, at path: ConfigPath? = nil, origin: Origin = .unknown, length: Int? = nil,
        label: String? = nil, notes: [String] = [], help: String? = nil
    ) {
        self.code = code
        self.message = message
        self.path = path
        self.origin = length.map { origin.prefix($0) } ?? origin
        self.label = label
        self.notes = notes
        self.help = help
    }
}

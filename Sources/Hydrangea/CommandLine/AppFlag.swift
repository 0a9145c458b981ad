/// A flag of a command line, as it is used for parsing, help, completion and messages.
///
/// ``all`` is the table of a program's flags, and the only place that defines them.
package struct AppFlag: Sendable {
    /// The long name: `--config-path`.
    package let name: String
    /// The short spelling: `-cp`.
    package let short: String?
    /// The value that the flag takes, or nil if it takes none.
    package let value: Value?
    /// The flag's line in the help.
    package let help: String
    private(set) var traits: Traits
    let companions: Companions?
    let exclusion: Exclusion?
    /// Stores the value in the parsed arguments. The value is one of the allowed words, the text as it was given, or
    /// empty if the flag takes no value.
    let store: @Sendable (inout AppArguments, String) -> Void

    /// Creates a flag that takes a value.
    ///
    /// - Parameter store: Omitted for a flag that another parser reads, and that is only completed here.
    package init(
        _ name: String, _ short: String? = nil, takes value: Value?, traits: Traits = [], help: String = "",
        goesWith companions: Companions? = nil, excludes exclusion: Exclusion? = nil,
        store: @escaping @Sendable (inout AppArguments, String) -> Void = { _, _ in }
    ) {
        self.name = name
        self.short = short
        self.value = value
        self.traits = traits
        self.help = help
        self.companions = companions
        self.exclusion = exclusion
        self.store = store
    }

    /// Creates a flag without a value.
    package init(
        _ name: String, _ short: String? = nil, traits: Traits = [], help: String = "",
        goesWith companions: Companions? = nil, excludes exclusion: Exclusion? = nil,
        set: @escaping @Sendable (inout AppArguments) -> Void = { _ in }
    ) {
        self.init(
            name, short, takes: nil, traits: traits, help: help, goesWith: companions, excludes: exclusion,
            store: { arguments, _ in set(&arguments) })
    }

    /// The flag without Hydra's abbreviations of its name.
    package var inFull: AppFlag {
        var flag = self
        flag.traits.remove(.hydras)
        return flag
    }

    /// The value that a flag takes.
    package struct Value: Sendable {
        /// The kinds of values, for completion.
        package enum Kind: Sendable {
            /// A value from a list.
            case words([String])
            /// A file or a directory.
            case path
            /// The name of a primary config.
            case config
            /// A key of the config.
            case key
        }

        /// The name of the value in help and messages: `directory`.
        package let placeholder: String
        package let kind: Kind
        /// The value of the flag without one, or nil if a value is required.
        var usual: String?

        package static func path(_ placeholder: String) -> Value { Value(placeholder: placeholder, kind: .path) }
        static func config(_ placeholder: String) -> Value { Value(placeholder: placeholder, kind: .config) }
        static func key(_ placeholder: String) -> Value { Value(placeholder: placeholder, kind: .key) }

        package static func one<Word: RawRepresentable<String>>(
            of words: [Word], _ placeholder: String, usually usual: Word? = nil
        ) -> Value {
            Value(placeholder: placeholder, kind: .words(words.map(\.rawValue)), usual: usual?.rawValue)
        }

        /// The allowed words, or nil if any text is allowed.
        package var words: [String]? { if case .words(let words) = kind { words } else { nil } }
    }

    /// Other properties of a flag.
    package struct Traits: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        /// A flag of Hydra. Its name can be abbreviated if no other Hydra flag begins with the same text: `--conf` is
        /// ambiguous, `--mult` is not.
        static let hydras = Traits(rawValue: 1)
        /// A flag that chooses the program's action. Only one can be given.
        static let request = Traits(rawValue: 2)
    }

    /// The flags of which another flag requires one.
    package struct Companions: Sendable {
        /// The names; one of them is enough.
        var names: [String]
        /// The end of the message, after the names.
        var why = ""
        /// An example in the message's help. The flag's value is appended.
        var example: String
    }

    /// The flags that cannot be combined with another flag.
    package struct Exclusion: Sendable {
        var names: [String]
        /// A message and a help that replace the usual ones.
        var reason: (message: String, help: String)?
    }
}

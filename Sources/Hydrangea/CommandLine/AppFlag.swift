/// A flag of a command line: what reading, help, completion and messages know of it.
///
/// ``all`` has a row for each flag of a program. Nothing else says which flags there are.
package struct AppFlag: Sendable {
    /// The long name: `--config-path`.
    package let name: String
    /// The short spelling: `-cp`.
    package let short: String?
    /// The value behind the flag; nil for a flag without one.
    package let value: Value?
    /// The flag's line in the help.
    package let help: String
    private(set) var traits: Traits
    let companions: Companions?
    let exclusion: Exclusion?
    /// Puts a value where it belongs: one of the words that there are, the text as it was given, or an empty text for a
    /// flag that has none.
    let store: @Sendable (inout AppArguments, String) -> Void

    /// A flag with a value behind it; without one for nil.
    ///
    /// - Parameter store: Left out for a flag that somebody else reads, and only completion has to know.
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

    /// A flag that stands alone.
    package init(
        _ name: String, _ short: String? = nil, traits: Traits = [], help: String = "",
        goesWith companions: Companions? = nil, excludes exclusion: Exclusion? = nil,
        set: @escaping @Sendable (inout AppArguments) -> Void = { _ in }
    ) {
        self.init(
            name, short, takes: nil, traits: traits, help: help, goesWith: companions, excludes: exclusion,
            store: { arguments, _ in set(&arguments) })
    }

    /// The same flag, whose name is never shortened.
    package var inFull: AppFlag {
        var flag = self
        flag.traits.remove(.hydras)
        return flag
    }

    /// The value behind a flag.
    package struct Value: Sendable {
        /// The kinds of values, for completion.
        package enum Kind: Sendable {
            /// One of these, and nothing else.
            case words([String])
            /// A file or a directory.
            case path
            /// A primary config of the tree.
            case config
            /// A key of the config.
            case key
        }

        /// A word for the value: `directory`.
        package let placeholder: String
        package let kind: Kind
        /// The value where the flag stands alone; nil where there must be one.
        var usual: String?

        package static func path(_ placeholder: String) -> Value { Value(placeholder: placeholder, kind: .path) }
        static func config(_ placeholder: String) -> Value { Value(placeholder: placeholder, kind: .config) }
        static func key(_ placeholder: String) -> Value { Value(placeholder: placeholder, kind: .key) }

        package static func one<Word: RawRepresentable<String>>(
            of words: [Word], _ placeholder: String, usually usual: Word? = nil
        ) -> Value {
            Value(placeholder: placeholder, kind: .words(words.map(\.rawValue)), usual: usual?.rawValue)
        }

        /// The only words that there are; nil where any text may stand.
        package var words: [String]? { if case .words(let words) = kind { words } else { nil } }
    }

    /// Other properties of a flag.
    package struct Traits: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        /// One of Hydra's flags: its name may be shortened, as long as no other name of Hydra's begins like that.
        static let hydras = Traits(rawValue: 1)
        /// Says what the program does. There can be one such flag.
        static let request = Traits(rawValue: 2)
    }

    /// The flags that must be given for another one to mean anything.
    package struct Companions: Sendable {
        /// One of these is enough.
        var names: [String]
        /// The end of the sentence that begins with their names.
        var why = ""
        /// An example to type; the flag's value is put behind it.
        var example: String
    }

    /// The flags that cannot be given beside another one.
    package struct Exclusion: Sendable {
        var names: [String]
        /// A message and a help in the place of the usual ones.
        var reason: (message: String, help: String)?
    }
}

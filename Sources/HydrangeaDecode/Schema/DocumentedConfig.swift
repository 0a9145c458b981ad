/// A type whose keys are explained to those who run the program: in help, in the template and in the schema that
/// editors read.
///
/// Every ``StructuredConfig`` is one; another type that a config is decoded into can be.
public protocol DocumentedConfig {
    /// What keys are for, by their names in the config. Keys that are not among them are shown without words.
    static var documentation: [String: String] { get }
}

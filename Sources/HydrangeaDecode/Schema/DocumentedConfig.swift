/// A type whose keys are explained to the users of the program: in help, in the template and in the schema that editors
/// read.
///
/// Every ``StructuredConfig`` is one; other types that a config is decoded into can be, too.
public protocol DocumentedConfig {
    /// The purpose of keys, by their names in the config. Other keys are shown without a text.
    static var documentation: [String: String] { get }
}

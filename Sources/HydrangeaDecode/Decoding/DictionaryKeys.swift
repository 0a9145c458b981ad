import HydrangeaTree

/// A dictionary whose keys are integers: they are integers in the config as well.
protocol IntegerKeyedDictionary {}
extension Dictionary: IntegerKeyedDictionary where Key == Int {}

/// Any dictionary. The standard library codes those with keys of other types as a list of keys and values; in a config
/// they are mappings.
protocol PairsDictionary {}
extension Dictionary: PairsDictionary {}

extension ConfigKey {
    /// The integer that the key is, or spells.
    var integer: Int? {
        switch self {
        case .int(let value): value
        case .string(let text): Int(text)
        default: nil
        }
    }
}

/// An optional: it is nil for an absent key.
protocol OptionalValue {}
extension Optional: OptionalValue {}

/// The key under which the standard library keeps the part of a superclass.
let superclassKey = "super"

/// A list whose order means nothing and differs from process to process.
protocol UnorderedList {}
extension Set: UnorderedList {}

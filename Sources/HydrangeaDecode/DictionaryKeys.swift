import HydrangeaTree

/// A dictionary whose keys are integers; they are integers in the config, too.
protocol IntegerKeyedDictionary {}
extension Dictionary: IntegerKeyedDictionary where Key == Int {}

/// Any dictionary. The standard library encodes one with keys of other types as a list of keys and values; in a config
/// it is a mapping.
protocol PairsDictionary {}
extension Dictionary: PairsDictionary {}

extension ConfigKey {
    /// The integer of a key that is one or spells one.
    var integer: Int? {
        switch self {
        case .int(let value): value
        case .string(let text): Int(text)
        default: nil
        }
    }
}

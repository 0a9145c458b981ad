import HydrangeaTree

/// The entries of a mapping while it is read. Of equal keys the last value wins, in the place of the first.
struct KeyedValues<Value> {
    private(set) var entries: [(key: ConfigKey, value: Value)] = []
    private var positions: [ConfigKey: Int] = [:]

    mutating func set(_ key: ConfigKey, _ value: Value) {
        if let position = positions[key] {
            entries[position].value = value
        } else {
            positions[key] = entries.count
            entries.append((key, value))
        }
    }
}

public import HydrangeaTree

/// A command-line override: `db=mysql`, `+train.lr=1e-3`, `~db`, `a=1,2`.
public struct Override: Hashable, Sendable {
    /// The operation on an override's key.
    public enum Operation: Hashable, Sendable {
        /// `key=value`: the key must exist.
        case change
        /// `+key=value`: the key must be new.
        case add
        /// `++key=value`: the key is changed or added.
        case forceAdd
        /// `~key` or `~key=value`.
        case delete
        /// `key=extend_list(…)`.
        case extendList
    }

    /// The operation: the prefix, or `extend_list`.
    public var operation: Operation
    /// The key: the name of a config group, or the path of a value.
    public var key: Key
    /// The value; nil only for `~key`.
    public var value: Value?
    /// The override as typed; for a job of a sweep, as the sweeper hands it on: `lr=1.1` for the first job of
    /// `lr=1.10,2`.
    public var text: String
    /// The override as typed; for a job of a sweep, with the values of all jobs.
    package var written: String
    /// The place where it was given, for messages.
    public var origin: Origin

    /// The place of the value, or of the whole override if it has no value.
    package var valueOrigin: Origin { value?.origin ?? origin }
    /// The value as ``text`` has it, without spaces in front; empty if there is none.
    package var valueText: Substring { text[Self.startOfValue(in: text)...] }
    /// The part of ``text`` in front of the value, with the sign.
    package var keyText: Substring { text[..<Self.startOfValue(in: text)] }

    /// The index of the value in the text of an override; the end if there is none.
    package static func startOfValue(in text: String) -> String.Index {
        guard let sign = OverrideParser.valueSign(in: Array(text.utf8)) else { return text.endIndex }
        let behind = text.utf8.index(text.startIndex, offsetBy: sign + 1)
        return text.utf8[behind...].firstIndex { !$0.isBlank } ?? text.endIndex
    }

    public static func == (lhs: Override, rhs: Override) -> Bool {
        lhs.operation == rhs.operation && lhs.key == rhs.key && lhs.value == rhs.value
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(operation)
        hasher.combine(key)
        hasher.combine(value)
    }
}

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
    /// The key or group as written, without prefix and package.
    public var key: String
    /// The package after `@`; nil without one.
    public var package: String?
    /// True if the key has brackets or escapes, so that it can only be a path to a value, never a group.
    public var isValuePath: Bool
    /// The value; nil only for `~key`.
    public var value: Override.Value?
    /// The override as typed.
    public var text: String
    /// The place where it was given, for messages.
    public var origin: Origin
    /// The column of ``text`` in which the value begins, counted from 1.
    public var valueColumn: Int
    /// The columns of all keys and values in a value that has several, in the order in which they are written.
    var partColumns: [Int] = []
    /// For a job's override: the place of its value in the sweep that the job is part of.
    var writtenOrigin: Origin?
    /// The whole override as it was written, when this one was made of it.
    var writtenText: String?

    /// The override as it was written: for a job of a sweep, with the values of all jobs.
    package var asWritten: String { writtenText ?? text }

    public static func == (lhs: Override, rhs: Override) -> Bool {
        lhs.operation == rhs.operation && lhs.key == rhs.key && lhs.package == rhs.package
            && lhs.isValuePath == rhs.isValuePath && lhs.value == rhs.value
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(operation)
        hasher.combine(key)
        hasher.combine(package)
        hasher.combine(value)
    }
}

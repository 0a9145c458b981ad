extension Override {
    /// The part of an override in front of `=`, without its sign.
    public enum Key: Hashable, Sendable {
        /// `db`, `db/driver@backup`, `train.lr`: the name of a config group, and the package that its option goes to.
        /// If the config tree has no such group, the name is the path of a value: only the tree tells.
        case name(String, package: String?)
        /// `items[0].name`, `a\.b`: a key with brackets or escapes is the path of a value in any tree.
        case path([String], written: String)
    }
}

extension Override.Key {
    /// The package behind `@`; nil without one.
    public var package: String? {
        switch self {
        case .name(_, let package): package
        case .path: nil
        }
    }

    /// The steps to a value, if the key is not that of a group: `items`, `0`, `name`. A number is the index of an item
    /// where there is a list, and a key where there is a mapping.
    public var steps: [String] {
        switch self {
        case .name(let name, _):
            // A name has neither brackets nor escapes.
            name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        case .path(let steps, _): steps
        }
    }
}

/// Prints the key as it was written, without its package.
extension Override.Key: CustomStringConvertible {
    public var description: String {
        switch self {
        case .name(let name, _): name
        case .path(_, let written): written
        }
    }

    /// The number of characters of the key, for underlines.
    package var length: Int { description.unicodeScalars.count }
}

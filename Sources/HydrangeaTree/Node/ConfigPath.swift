/// A place in a config tree, written as in an override: `train.layers[0].width`.
public struct ConfigPath: Hashable, Sendable {
    /// One step: to the value of a key, or to an element of a list, counted from 0.
    public enum Element: Hashable, Sendable {
        /// `.width`, to the value of a key.
        case key(ConfigKey)
        /// `[0]`, to an item of a list.
        case index(Int)
    }

    /// The steps from the top of the config; none for the config itself.
    public var elements: [Element]

    /// Makes a path of steps; without any, that of the whole config.
    public init(_ elements: [Element] = []) { self.elements = elements }

    /// Reads dotted and bracketed text. A number in brackets is an index, other text in brackets is a key.
    public init(_ text: String) {
        elements = []
        let bytes = text.utf8
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex
            append(text[start..<end])
            start = end < bytes.endIndex ? bytes.index(after: end) : end
        }
    }

    /// Appends the part between two dots: a key, and brackets that follow it.
    private mutating func append(_ part: Substring) {
        guard part.utf8.contains(UInt8(ascii: "[")) else {
            if !part.isEmpty { elements.append(.key(.string(String(part)))) }
            return
        }
        let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
        if let head = pieces.first, !head.isEmpty { elements.append(.key(.string(String(head)))) }
        for piece in pieces.dropFirst() {
            let inner = piece.hasSuffix("]") ? piece.dropLast() : piece
            elements.append(Int(inner).map(Element.index) ?? .key(.string(String(inner))))
        }
    }

    /// True if the path has no steps: it is the path of the whole config.
    public var isRoot: Bool { elements.isEmpty }
    /// The path without its last step. The parent of the root is the root.
    public var parent: ConfigPath { ConfigPath(Array(elements.dropLast())) }

    /// The path that goes one step further.
    public func appending(_ element: Element) -> ConfigPath { ConfigPath(elements + [element]) }
    /// The path to the value of a key below.
    public func appending(_ key: ConfigKey) -> ConfigPath { appending(.key(key)) }
    /// The path to the value of a key below; dots in the key's name do not separate steps.
    public func appending(_ name: String) -> ConfigPath { appending(.key(.string(name))) }
}

extension ConfigPath: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

extension ConfigPath: CustomStringConvertible {
    public var description: String {
        var text = ""
        for element in elements {
            switch element {
            case .key(let key): text += text.isEmpty ? key.description : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }
}

extension ConfigPath {
    /// True if one of the two paths leads through the other, or both are the same.
    package func isNested(with other: ConfigPath) -> Bool { zip(elements, other.elements).allSatisfy(==) }
}

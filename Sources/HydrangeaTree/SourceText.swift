/// A text in which values were written: a file, one command-line argument, an environment variable.
///
/// Nodes point at it instead of copying its name, so that an origin costs a node one reference and eight bytes of position. The text itself is
/// kept: messages show its lines, and a number that is wanted as a string gets the spelling that was written.
public final class SourceText: Sendable {
    public enum Kind: Hashable, Sendable {
        /// A file, by the name that messages show.
        case file(String)
        /// The command line's argument of that number, counted from 1.
        case argument(Int)
        case environment(String)
        /// Configs given as values: in a test, or built into a program.
        case memory(String)
        /// The default values of a Swift type.
        case type(String)
    }

    public let kind: Kind
    /// The bytes of the text as UTF-8.
    public let bytes: [UInt8]

    public init(_ kind: Kind, bytes: [UInt8] = []) {
        self.kind = kind
        self.bytes = bytes
    }

    public convenience init(_ kind: Kind, text: String) { self.init(kind, bytes: Array(text.utf8)) }

    /// What messages call this text.
    public var name: String {
        switch kind {
        case .file(let path): path
        case .argument(let number): "argument \(number)"
        case .environment(let variable): "environment variable \(variable)"
        case .memory(let name): name
        case .type(let name): name
        }
    }

    /// The line of that number, counted from 1, without its line break.
    public func line(_ number: Int) -> String? {
        guard number > 0, !bytes.isEmpty else { return nil }
        var start = bytes.startIndex
        var left = number - 1
        while left > 0 {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = bytes.index(after: end)
            left -= 1
        }
        let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.endIndex
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

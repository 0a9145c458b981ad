import HydrangeaTree

/// Foundation's types that a config writes in its own form, or whose own messages say too little.
///
/// They are recognised by name, so that a program without Foundation does not link it.
enum FoundationValue {
    case date, url, data, uuid

    init?(_ type: Any.Type) {
        let name = "\(type)"
        switch name {
        case "Date": self = .date
        case "URL": self = .url
        case "Data": self = .data
        case "UUID": self = .uuid
        default: return nil
        }
        // Asking for the full name costs much more, and few types get here.
        guard ["FoundationEssentials.\(name)", "Foundation.\(name)"].contains(String(reflecting: type)) else {
            return nil
        }
    }

    /// The kind of value that is expected, in the words of messages.
    var expected: String {
        switch self {
        case .date: "a date like 2026-11-23 or 2026-11-23T07:29:03Z"
        case .url: "a URL"
        case .data: "binary data in base 64"
        case .uuid: "a UUID"
        }
    }

    /// The node in the form that the type's own decoding expects: seconds since the start of 2001, the parts of a URL,
    /// a list of bytes. Nil if it is no such value.
    func decodable(_ node: ConfigNode) -> ConfigNode? {
        switch (self, node.content) {
        case _ where node.isMissing: node
        case (.date, .string(let text)):
            DateText.secondsSince2001(text).map { ConfigNode(.float($0), origin: node.origin.prefix(0)) }
        case (.url, .string(let text)) where !text.isEmpty:
            ConfigNode(.mapping(["relative": ConfigNode(.string(text), origin: node.origin)]), origin: node.origin)
        case (.data, .bytes), (.data, .sequence): node
        case (.data, .string(let text)): Base64.bytes(text).map { ConfigNode(.bytes($0), origin: node.origin) }
        case (.uuid, .string(let text)): text.utf8.count == 36 && text.utf8.allSatisfy(Self.mayBeInUUID) ? node : nil
        default: nil
        }
    }

    private static func mayBeInUUID(_ byte: UInt8) -> Bool {
        switch byte {
        case "0"..."9", "a"..."f",
            "A"..."F", "-":
            true
        default: false
        }
    }

    /// The config's form of the node that the type's own encoding has made.
    func written(_ node: ConfigNode) -> ConfigNode.Content? {
        switch (self, node.content) {
        case (.date, .float(let seconds)): DateText.text(secondsSince2001: seconds).map { .string($0) }
        case (.url, .mapping(let parts)) where parts["base"]?.isNull ?? true: parts["relative"]?.content
        case (.data, .sequence(let items)):
            .bytes(items.compactMap { if case .int(let byte) = $0.content { UInt8(exactly: byte) } else { nil } })
        default: nil
        }
    }
}

import HydrangeaTree

// The text of a value that is handed on to a job. Text without quotes may be read back as another value: see JobList.
extension Override.Value.Content {
    /// The value in the syntax of overrides; nil if it contains a sweep or `extend_list`, which have no such text.
    package var text: String? {
        switch self {
        case .null: return "null"
        case .bool(let value): return PythonRepr.bool(value)
        case .int(let value): return String(value)
        case .bigInt(let value): return value.description
        case .float(let value): return PythonRepr.float(value)
        case .string(let text): return Self.escaped(text)
        case .quoted(let text, let quote): return Self.quoted(text, quote)
        case .list(let values): return Self.joined(values).map { "[\($0)]" }
        case .map(let pairs):
            var items: [String] = []
            for pair in pairs {
                guard let value = pair.value.content.text else { return nil }
                items.append("\(Self.keyText(pair.key)):\(value)")
            }
            return "{\(items.joined(separator: ","))}"
        case .sweep, .extendList: return nil
        }
    }

    private static func joined(_ values: [Override.Value]) -> String? {
        var texts: [String] = []
        for value in values {
            guard let text = value.content.text else { return nil }
            texts.append(text)
        }
        return texts.joined(separator: ",")
    }

    private static func keyText(_ key: ConfigKey) -> String {
        switch key {
        case .string(let text): escaped(text)
        case .bool(let value): PythonRepr.bool(value)
        default: key.description
        }
    }

    /// The text with a backslash before every special character.
    private static func escaped(_ text: String) -> String {
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            switch Character(Unicode.Scalar(byte)) {
            case "\\", "(", ")", "[", "]", "{", "}", ":", "=", ",", " ", "\t": escaped.append(UInt8(ascii: "\\"))
            default: break
            }
            escaped.append(byte)
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// The text in its quotes. Backslashes are special only before a quote, so only those are doubled.
    private static func quoted(_ text: String, _ quote: Override.Value.Quote) -> String {
        let mark = UInt8(ascii: quote == .single ? "'" : "\"")
        let backslash = UInt8(ascii: "\\")
        var quoted: [UInt8] = [mark]
        var run = 0
        for byte in text.utf8 {
            if byte == mark { quoted += Array(repeating: backslash, count: run + 1) }
            run = byte == backslash ? run + 1 : 0
            quoted.append(byte)
        }
        quoted += Array(repeating: backslash, count: run)
        quoted.append(mark)
        return String(decoding: quoted, as: UTF8.self)
    }
}

extension Override {
    /// The key with its sign and its package, which tells two overrides of one command line apart.
    package var keyElement: String {
        let sign =
            switch operation {
            case .change, .extendList: ""
            case .add: "+"
            case .forceAdd: "++"
            case .delete: "~"
            }
        return sign + key.description + (key.package.map { "@\($0)" } ?? "")
    }
}

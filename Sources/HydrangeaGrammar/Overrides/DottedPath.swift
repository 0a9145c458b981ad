package import HydrangeaTree

/// Paths to values in the syntax of overrides and `oc.select`: `a.b[0]`.
package enum DottedPath {
    /// Splits a path into its keys: at dots and at brackets.
    ///
    /// A leading dot makes an empty first key. A backslash before `.`, `[`, `]` or `=` makes that character part of the
    /// key; Hydra 1.3 has no escapes.
    package static func keys(of path: String, compatibility: Compatibility) -> [String] {
        var splitter = Splitter(bytes: Array(path.utf8), escapes: compatibility.keysHaveEscapes)
        return splitter.split()
    }

    private struct Splitter {
        let bytes: [UInt8]
        let escapes: Bool
        var position = 0

        mutating func split() -> [String] {
            let hasEscapes = escapes && bytes.contains(0x5C)
            var keys: [String] = []
            while position < bytes.count, bytes[position] == "." {
                keys.append("")
                position += 1
            }
            if position == bytes.count || bytes[position] != "[" || (hasEscapes && position > 0) {
                keys.append(key(until: isSeparator))
            }
            while position < bytes.count {
                let separator = position
                position += 1
                guard bytes[separator] == "[" else {
                    keys.append(key(until: isSeparator))
                    continue
                }
                let inner = key { $0 == "]" }
                if position < bytes.count {
                    position += 1
                    keys.append(inner)
                } else if hasEscapes {
                    return keys
                } else {
                    // A bracket that is never closed is ignored, with everything up to the next dot.
                    position = separator + 1
                }
                // Text directly after a bracket is ignored.
                _ = key(until: isSeparator)
            }
            return keys
        }

        private func isSeparator(_ byte: UInt8) -> Bool { byte == "." || byte == "[" }

        /// Reads up to the character that ends the key, without consuming that one.
        private mutating func key(until isEnd: (UInt8) -> Bool) -> String {
            var text: [UInt8] = []
            while position < bytes.count, !isEnd(bytes[position]) {
                if escapes, bytes[position] == "\\", position + 1 < bytes.count, isEscapable(bytes[position + 1]) {
                    position += 1
                }
                text.append(bytes[position])
                position += 1
            }
            return String(decoding: text, as: UTF8.self)
        }

        private func isEscapable(_ byte: UInt8) -> Bool {
            switch byte {
            case ".", "[", "]", "=": true
            default: false
            }
        }
    }
}

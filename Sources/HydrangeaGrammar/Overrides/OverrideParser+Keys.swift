import HydrangeaTree

// MARK: - Keys: `train.lr`, `db`, `db/driver@backup`, `items[0].name`

extension OverrideParser {
    /// Reads the key up to `=` or the end.
    mutating func key() throws(ConfigError) -> Override.Key {
        let start = lexer.position
        let path = try path(allowsValuePaths: compatibility.keysHaveEscapes)
        if lexer.byte(at: lexer.position) == "/" {
            guard path.isGroupName else { throw unexpectedInKey() }
            while lexer.byte(at: lexer.position) == "/" { try groupName() }
        } else if path.isNumber {
            throw numberAsKey(start..<lexer.position)
        }
        let name = lexer.text(start..<lexer.position)
        var package: String?
        if lexer.byte(at: lexer.position) == "@", !path.isValuePath {
            lexer.position += 1
            let start = lexer.position
            if try self.path(allowsValuePaths: false).isNumber { throw numberAsKey(start..<lexer.position) }
            package = lexer.text(start..<lexer.position)
        }
        guard lexer.position == lexer.bytes.count || lexer.byte(at: lexer.position) == "=" else {
            throw unexpectedInKey()
        }
        return path.isValuePath
            ? .path(DottedPath.keys(of: name, compatibility: compatibility), written: name)
            : .name(name, package: package)
    }

    /// Reads a slash and the group name after it.
    private mutating func groupName() throws(ConfigError) {
        let start = lexer.position + 1
        let end = lexer.endOfWord(start)
        guard end > start, lexer.byte(at: start).map({ $0.isLetter || $0 == "_" }) == true else {
            lexer.position = start
            throw unexpectedInKey()
        }
        lexer.position = end
    }

    /// A dotted path, up to a character that it cannot have.
    private struct Path {
        /// True if it has brackets or escapes.
        var isValuePath = false
        /// True for a single name of letters, digits, `_` and `-`.
        var isGroupName = false
        var isNumber = false
    }

    private enum Segment { case name, nameWithDollar, number, escaped }

    private mutating func path(allowsValuePaths: Bool) throws(ConfigError) -> Path {
        var path = Path()
        guard let first = try segment(allowsEscapes: allowsValuePaths) else { return path }
        path.isValuePath = first == .escaped
        path.isGroupName = first == .name
        path.isNumber = first == .number
        while let next = lexer.byte(at: lexer.position) {
            if next == "[", allowsValuePaths, !path.isNumber {
                try bracket()
                path.isValuePath = true
            } else if next == "." {
                lexer.position += 1
                guard let segment = try segment(allowsEscapes: allowsValuePaths) else { throw unexpectedInKey() }
                if segment == .escaped { path.isValuePath = true }
            } else {
                break
            }
            path.isGroupName = false
            path.isNumber = false
        }
        return path
    }

    /// Reads the part between two dots: a name, an integer, or text with an escape. Nil if there is none.
    private mutating func segment(allowsEscapes: Bool) throws(ConfigError) -> Segment? {
        let start = lexer.position
        let hasEscape = keyCharacters(allowsEscapes: allowsEscapes)
        let end = lexer.position
        guard end > start else { return nil }
        if hasEscape { return .escaped }
        let segment = lexer.bytes[start..<end]
        if lexer.bytes[start].isDigit {
            guard lexer.endOfInteger(start) == end else { throw badNumberInKey(start..<end) }
            return .number
        }
        guard lexer.bytes[start] != "-" else {
            lexer.position = start
            throw unexpectedInKey()
        }
        return segment.contains { $0 == "$" } ? .nameWithDollar : .name
    }

    /// Reads `[…]`, an index or a key.
    private mutating func bracket() throws(ConfigError) {
        let start = lexer.position
        lexer.position += 1
        keyCharacters(allowsEscapes: true)
        guard lexer.position > start + 1 else { throw emptyBracket(start) }
        guard lexer.byte(at: lexer.position) == "]" else { throw unclosedBracket(start) }
        lexer.position += 1
    }

    /// Reads as many characters of a name as there are. True if one was escaped.
    @discardableResult
    private mutating func keyCharacters(allowsEscapes: Bool) -> Bool {
        var hasEscape = false
        while let next = lexer.byte(at: lexer.position) {
            if next.isLetter || next.isDigit || next == "_" || next == "-" || next == "$" {
                lexer.position += 1
            } else if allowsEscapes, next == "\\", let escaped = lexer.byte(at: lexer.position + 1),
                Self.isKeyEscape(escaped)
            {
                lexer.position += 2
                hasEscape = true
            } else {
                break
            }
        }
        return hasEscape
    }

    private static func isKeyEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case ".", "[", "]", "=": true
        default: false
        }
    }
}

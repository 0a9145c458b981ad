import HydrangeaDecode
import HydrangeaTree

/// Follows secrets through the interpolations of a config: `url: ${db.user}:${db.password}` holds one when `db.password`
/// does, and `copy: ${url}` holds it too.
///
/// The interpolations are read as they are written, and no resolver is called. Each text is looked at once for each
/// place that it refers to, so that the work grows with the size of the config.
struct SecretFlow {
    /// A text with interpolations.
    struct Text {
        let path: ConfigPath
        /// Its pieces; nil when the text cannot be taken apart, and counts as a whole.
        fileprivate(set) var parts: InterpolationParts?
        let resolved: ConfigNode?

        /// Whether the text is one call of a resolver that the program may have made itself.
        var isMadeByResolver: Bool {
            guard let parts, parts.pieces.count == 1, let piece = parts.pieces.first,
                let colon = piece.text.firstIndex(of: ":")
            else { return false }
            let name = piece.text[..<colon].dropFirst(2)
            return !name.hasPrefix("oc.") && !["env", "secret"].contains(name)
        }
    }

    /// Variables whose names say that they are secrets.
    private let variables: Set<String>
    private(set) var readVariables: Set<String> = []
    private var texts: [Text] = []
    private var raws: [String] = []
    private var starts: [String] = []

    init(variables: Set<String>) { self.variables = variables }

    mutating func add(_ raw: String, at path: ConfigPath, resolved: ConfigNode?) {
        texts.append(Text(path: path, parts: nil, resolved: resolved))
        raws.append(raw)
    }

    /// Notes that there is a secret at a path.
    mutating func start(at path: ConfigPath) { starts.append(Self.name(path.elements)) }

    /// The texts that hold a secret, with the pieces that do.
    mutating func followed() -> [Text] {
        let readsSecrets = raws.contains { $0.contains("secret:") || !variables.isEmpty && $0.contains("env:") }
        if starts.isEmpty, !readsSecrets { return [] }
        // The places that each piece refers to, and for each place, the pieces that refer to it or below it.
        var users: [String: [(text: Int, piece: Int)]] = [:]
        var usersBelow: [String: [(text: Int, piece: Int)]] = [:]
        var values: [String: String] = [:]
        for text in texts { if let value = text.resolved?.string { values[Self.name(text.path.elements)] = value } }
        var found: Set<Int> = []
        var waiting = starts
        func mark(_ text: Int, _ piece: Int) {
            texts[text].parts?.mark(piece)
            if found.insert(text).inserted { waiting.append(Self.name(texts[text].path.elements)) }
        }
        for index in texts.indices {
            let parts = InterpolationParts(raws[index])
            texts[index].parts = parts
            for (piece, text) in parts?.references ?? [(0, raws[index])] {
                let words = Self.words(of: text)
                var isSecret = words.contains("secret:")
                for word in words where word.last != ":" {
                    if text.contains("env:") {
                        // The variable's name may be a value itself: `${oc.env:${name}}`.
                        for name in [word, values[word] ?? ""] where variables.contains(name) {
                            readVariables.insert(name)
                            isSecret = true
                        }
                    }
                    let name = Self.absolute(word, from: texts[index].path)
                    users[name, default: []].append((index, piece))
                    for above in Self.above(name) { usersBelow[above, default: []].append((index, piece)) }
                }
                if isSecret { mark(index, piece) }
            }
        }
        var seen: Set<String> = []
        while let place = waiting.popLast() {
            guard seen.insert(place).inserted else { continue }
            for (text, piece) in users[place] ?? [] { mark(text, piece) }
            for (text, piece) in usersBelow[place] ?? [] { mark(text, piece) }
            // A reference to the list or mapping around the secret gives the secret too.
            for above in Self.above(place) { for (text, piece) in users[above] ?? [] { mark(text, piece) } }
        }
        return found.sorted().map { texts[$0] }
    }

    /// The names, keys and words in an interpolation; a resolver's name has its colon.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text {
            if character == ":" {
                words.append(word + ":")
                word = ""
            } else if "${},'\" =()+*".contains(character) {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// A reference from a place as a path from the root: `.x` is beside the place, `..x` beside the mapping around it.
    private static func absolute(_ reference: String, from place: ConfigPath) -> String {
        let dots = reference.prefix { $0 == "." }.count
        let keys = reference.split { ".[]".contains($0) }.joined(separator: ".")
        if dots == 0 { return keys }
        let start = name(place.elements.dropLast(dots))
        return start.isEmpty ? keys : keys.isEmpty ? start : start + "." + keys
    }

    private static func name(_ elements: some Sequence<ConfigPath.Element>) -> String {
        elements.map { element in
            switch element {
            case .index(let index): String(index)
            case .key(let key): key.string ?? "\(key)"
            }
        }.joined(separator: ".")
    }

    /// The paths of the lists and mappings around a place.
    private static func above(_ name: String) -> [String] {
        var result: [String] = []
        var rest = name[...]
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            result.append(String(rest))
        }
        return result
    }
}

/// A text taken apart into its interpolations and what stands between them. Interpolations right behind each other are
/// one piece.
struct InterpolationParts {
    struct Piece {
        var text: String
        var isReference: Bool
        var isSecret = false
    }

    private(set) var pieces: [Piece] = []

    /// Nil when the text has escapes, or an interpolation that is not closed.
    init?(_ raw: String) {
        if raw.utf8.contains(UInt8(ascii: "\\")) { return nil }
        let bytes = Array(raw.utf8)
        var start = 0
        var index = 0
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        while index < bytes.count {
            guard bytes[index...].starts(with: "${".utf8) else {
                index += 1
                continue
            }
            guard let end = Self.end(of: index, in: bytes) else { return nil }
            if start < index { pieces.append(Piece(text: text(start..<index), isReference: false)) }
            if start == index, pieces.last?.isReference == true {
                pieces[pieces.count - 1].text += text(index..<end)
            } else {
                pieces.append(Piece(text: text(index..<end), isReference: true))
            }
            (start, index) = (end, end)
        }
        if start < bytes.count { pieces.append(Piece(text: text(start..<bytes.count), isReference: false)) }
    }

    private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
        var depth = 0
        for index in start..<bytes.count {
            if bytes[index] == UInt8(ascii: "{") { depth += 1 }
            if bytes[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
        }
        return nil
    }

    /// The interpolations, by their positions.
    var references: [(Int, String)] {
        pieces.enumerated().compactMap { $1.isReference ? ($0, $1.text) : nil }
    }

    mutating func mark(_ piece: Int) { if pieces.indices.contains(piece) { pieces[piece].isSecret = true } }

    /// The text with a word in the place of each interpolation that leads to a secret.
    var hidingSecrets: String { pieces.map { $0.isSecret ? Redacted.text : $0.text }.joined() }

    /// The text as it is frozen: the interpolations that lead to secrets are kept, and what the others give stands in
    /// their places. Nil when it cannot be told apart what each of them gave.
    func freezing(_ resolved: String) -> String? {
        var rest = Array(resolved.utf8)[...]
        var result = ""
        for (index, piece) in pieces.enumerated() {
            if !piece.isReference {
                guard rest.starts(with: piece.text.utf8) else { return nil }
                rest = rest.dropFirst(piece.text.utf8.count)
                result += piece.text
                continue
            }
            let value: ArraySlice<UInt8>
            if index + 1 < pieces.count {
                let next = Array(pieces[index + 1].text.utf8)
                let later = pieces[(index + 1)...].filter { !$0.isReference }
                    .reduce(0) { $0 + Self.places(of: next, in: Array($1.text.utf8)[...]).count }
                let places = Self.places(of: next, in: rest)
                guard places.count == later, let first = places.first else { return nil }
                value = rest[..<first]
            } else {
                value = rest
            }
            rest = rest[value.endIndex...]
            let text = String(decoding: value, as: UTF8.self)
            result += piece.isSecret ? piece.text : FrozenText.escaped(text) ?? text
        }
        return rest.isEmpty ? result : nil
    }

    private static func places(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> [Int] {
        guard let first = needle.first else { return [] }
        return bytes.indices.filter { bytes[$0] == first && bytes[$0...].starts(with: needle) }
    }
}

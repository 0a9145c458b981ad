import HydrangeaTree

/// A proposal for a list that has been written another way: as text, with blanks for commas, as a tuple, or with
/// one pair of brackets too many.
struct ListProposal {
    private let place: DecodedNode
    private let text: String?

    init(_ place: DecodedNode) {
        self.place = place
        text = place.node.isContainer ? nil : place.node.writtenText
    }

    private var isTyped: Bool { place.node.origin.isArgument }

    func help(wanting expected: String) -> String? {
        if expected == "a list" { return text.flatMap(whole) }
        guard case .index? = place.element, let list = place.parent?.node.sequence, list.count == 1 else { return nil }
        if let inner = place.node.sequence, !inner.isEmpty, inner.allSatisfy({ !$0.isContainer }) {
            return proposal(inner.compactMap(\.writtenText), at: place.parent).map {
                "write \($0), with one pair of brackets"
            }
        }
        guard let words = text.map(Self.words), words.count > 1, words.allSatisfy(Self.isNumber) else { return nil }
        return proposal(words, at: place.parent).map { "commas are missing: write \($0)" }
    }

    /// The list that was meant by a text.
    private func whole(_ text: String) -> String? {
        let lines = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        let isItems = lines.count > 0 && lines.allSatisfy { $0.hasPrefix("-") && $0.count > 1 }
        if isItems, !isTyped, startsItsLine || !lines.allSatisfy({ Self.isNumber(String($0)) }) {
            let items = lines.map { "- \($0.dropFirst())" }.joined(separator: ", ")
            return "a blank is missing after '-': write \(items)"
                + (lines.count > 1 ? ", each on a line of its own" : "")
        }
        let brackets = [("(", ")"), ("[", "]")].first { text.hasPrefix($0.0) && text.hasSuffix($0.1) && text.count > 1 }
        let words = Self.words(brackets == nil ? text : String(text.dropFirst().dropLast()))
        guard !words.isEmpty, words.allSatisfy({ $0.allSatisfy { !"([{}])'\"".contains($0) } }) else { return nil }
        guard let list = proposal(words, at: place) else { return nil }
        if brackets != nil { return "write \(list): a list has brackets, and no quotes around it" }
        return words.count == 1 ? "write \(list) for a list of one" : "write \(list) for a list"
    }

    /// True if nothing stands before the value on its line.
    private var startsItsLine: Bool {
        let origin = place.node.origin
        let position = origin.position
        let line = origin.source?.line(position.line) ?? ""
        return line.unicodeScalars.prefix(position.column - 1).allSatisfy { $0 == " " }
    }

    /// The list as it is written where the value stands.
    private func proposal(_ words: [String], at place: DecodedNode?) -> String? {
        if !isTyped { return "[\(words.joined(separator: ", "))]" }
        guard words.allSatisfy({ $0.utf8.allSatisfy(Self.isPlain) }), let path = place?.path.override else {
            return nil
        }
        return "\(path)=[\(words.joined(separator: ","))]".shellWord
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case "a"..."z", "A"..."Z",
            "0"..."9":
            true
        default: "_-+./:$%@".utf8.contains(byte)
        }
    }

    /// The items of a text: between its commas, or else its blanks.
    private static func words(_ text: String) -> [String] {
        let hasCommas = text.contains(",")
        return text.split { hasCommas ? $0 == "," : $0 == " " || $0 == "\n" || $0 == "\t" }.map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }

    private static func isNumber(_ word: String) -> Bool { Double(word) != nil }
}

import HydrangeaTree

extension ConfigSchema {
    /// The values that are allowed, in a few words: `integer from 0 to 255`, `list of numbers, or null`.
    public var words: String { allowsNull && !isAnything ? words(plural: false) + ", or null" : words(plural: false) }

    /// The same words behind "it may be": `an integer`, `a mapping with kind: local, s3`.
    package var wordsInSentence: String {
        switch shape {
        case .any, .boolean, .text, .choice, .data: words
        case .integer: "an \(words)"
        case .number, .date, .duration, .url, .uuid, .list, .tuple, .dictionary, .mapping, .variants, .reference:
            "a \(words)"
        }
    }

    private var isAnything: Bool { if case .any = shape { true } else { false } }

    private func words(plural: Bool) -> String {
        switch shape {
        case .any: plural ? "values" : "any value"
        case .boolean: plural ? "booleans" : "true or false"
        case .integer(let bits, let isSigned): Self.integer(plural ? "integers" : "integer", bits, isSigned)
        case .number: plural ? "numbers" : "number"
        case .text: plural ? "texts" : "text"
        case .date: plural ? "dates" : "date like 2026-11-23 or 2026-11-23T07:29:03Z"
        case .duration: plural ? "durations" : "duration like 90s, 1h30m or 250ms"
        case .url: plural ? "URLs" : "URL"
        case .data: plural ? "binary data" : "binary data in base 64"
        case .uuid: plural ? "UUIDs" : "UUID"
        case .choice(let values):
            (plural ? "any of " : "") + values.map { $0.writtenText ?? "null" }.joined(separator: ", ")
        case .list(let item): (plural ? "lists of " : "list of ") + item.words(plural: true)
        case .tuple(let items):
            (plural ? "lists of " : "list of ") + items.map { $0.words(plural: false) }.joined(separator: " and ")
        case .dictionary(let value): (plural ? "mappings to " : "mapping to ") + value.words(plural: true)
        case .mapping, .reference: plural ? "mappings" : "mapping"
        case .variants(_, let key):
            (plural ? "mappings" : "mapping") + (key.isEmpty ? "" : " with \(key): ")
                + variantNames.joined(separator: ", ")
        }
    }

    /// The values of the key that distinguishes the variants.
    package var variantNames: [String] {
        guard case .variants(let variants, let key) = shape else { return [] }
        return variants.compactMap { $0.name(under: key) }
    }

    /// The value that chooses this variant.
    func name(under key: String) -> String? {
        guard case .choice(let values)? = properties.first(where: { $0.name == key })?.schema.shape else { return nil }
        return values.first?.writtenText
    }

    private static func integer(_ word: String, _ bits: Int, _ isSigned: Bool) -> String {
        if bits >= 64 { return isSigned ? word : word + " from 0 on" }
        let limit = 1 << (isSigned ? bits - 1 : bits)
        return word + " from \(isSigned ? -limit : 0) to \(limit - 1)"
    }
}

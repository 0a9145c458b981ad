import HydrangeaTree

/// Finds the keys that the decoding of a type looks for: runs it with a decoder that records each question and answers
/// with placeholders.
///
/// If the answer to one question decides which are asked next, as for an enum that is decoded by one of its keys, the
/// decoding is run once for each case of that enum.
struct SchemaProbe<T: Decodable> {
    private let inquiry: SchemaInquiry

    init(_ inquiry: SchemaInquiry, _ type: T.Type) { self.inquiry = inquiry }

    func schema() -> ConfigSchema {
        let first = record(answering: [:])
        for choice in first.choices where choice.cases.count > 1 {
            let records = choice.cases.indices.map { $0 == 0 ? first : record(answering: [choice.key: $0]) }
            let asks = Set(records.map { $0.asked(without: choice.key) })
            guard asks.count > 1 else { continue }
            for record in records where dependsOnMore(record, than: choice.key) { record.isOpen = true }
            let variants = zip(records, choice.cases).map { record, value in
                var schema = record.schema
                schema.choose(value, for: choice.key)
                return schema
            }
            return ConfigSchema(.variants(variants, key: choice.key))
        }
        return first.schema
    }

    /// True if the answer to another question also decides which keys are read: there are too many combinations to try.
    private func dependsOnMore(_ record: SchemaRecord, than key: String) -> Bool {
        record.choices.filter { $0.key != key }.contains { choice in
            Set(
                choice.cases.indices.map {
                    self.record(answering: record.answers.merging([choice.key: $0]) { $1 }).asked(without: choice.key)
                }
            ).count > 1
        }
    }

    private func record(answering answers: [String: Int]) -> SchemaRecord {
        let record = SchemaRecord(inquiry: inquiry, answers: answers)
        record.defaults = (T.self as? any StructuredConfig.Type).flatMap { try? $0.defaults().mapping }
        do { _ = try T(from: ProbeDecoder(record: record)) } catch {
            // A type that does not accept placeholders may look for more keys than it did.
            record.isOpen = record.isOpen || !record.isSingle
        }
        return record
    }
}

extension ConfigSchema {
    /// Restricts the key that distinguishes variants to the value of this one.
    fileprivate mutating func choose(_ value: ConfigNode, for key: String) {
        guard case .mapping(var properties, let isOpen) = shape,
            let index = properties.firstIndex(where: { $0.name == key })
        else { return }
        properties[index].schema = ConfigSchema(.choice([value]))
        shape = .mapping(properties, isOpen: isOpen)
    }
}

/// The keys that one type has looked for at one place.
final class SchemaRecord {
    /// A question whose answer may decide which others are asked: an enum with a few cases.
    struct Choice {
        var key: String
        var cases: [ConfigNode]
    }

    let inquiry: SchemaInquiry
    /// The case of the enum that the decoding is given for a key.
    let answers: [String: Int]
    /// The defaults of the type, if it has any.
    var defaults: ConfigMapping?
    private(set) var choices: [Choice] = []
    private var properties: [ConfigSchema.Property] = []
    private var items: [ConfigSchema] = []
    private var whole: ConfigSchema?
    private var parts: [(name: String, record: SchemaRecord)] = []
    /// True if the type may look for other keys as well.
    var isOpen = false
    private var isKeyed = false
    private var isList = false
    /// True if the type has asked for the length of a list.
    var hasAskedForEnd = false

    init(inquiry: SchemaInquiry, answers: [String: Int] = [:]) {
        self.inquiry = inquiry
        self.answers = answers
    }

    var isSingle: Bool { whole != nil && !isKeyed }

    func becomeKeyed() { isKeyed = true }
    func becomeList() { isList = true }

    /// Records a key. If it is asked for twice, the first schema counts, unless it said less.
    func ask(_ name: String, _ schema: ConfigSchema, isOptional: Bool) {
        var schema = schema
        if isOptional { schema.allowsNull = true }
        guard !properties.contains(where: { $0.name == name }) else { return }
        properties.append(.init(name, schema, isRequired: !schema.allowsNull))
    }

    func ask(item schema: ConfigSchema) { items.append(schema) }

    /// Records that the whole value is decoded as another type.
    func ask(whole schema: ConfigSchema) {
        switch schema.shape {
        case .mapping(let own, let isOpen):
            isKeyed = true
            self.isOpen = self.isOpen || isOpen
            for property in own {
                if let index = properties.firstIndex(where: { $0.name == property.name }) {
                    properties[index] = property
                } else {
                    properties.append(property)
                }
            }
        default: if whole == nil { whole = schema }
        }
    }

    func part(_ name: String) -> SchemaRecord {
        if let known = parts.first(where: { $0.name == name }) { return known.record }
        let record = SchemaRecord(inquiry: inquiry)
        parts.append((name, record))
        return record
    }

    /// The answer to a question for an enum.
    func answer(_ choice: any CaseIterable.Type, for key: String) -> Any? {
        let all = choice.all
        choices.append(Choice(key: key, cases: choice.writtenCases))
        let index = answers[key] ?? 0
        return all.indices.contains(index) ? all[index] : nil
    }

    /// The recorded schema without one key.
    func asked(without key: String) -> ConfigSchema {
        guard case .mapping(let properties, let isOpen) = schema.shape else { return schema }
        return ConfigSchema(.mapping(properties.filter { $0.name != key }, isOpen: isOpen))
    }

    var schema: ConfigSchema {
        if isKeyed || !parts.isEmpty {
            let nested = parts.map { ConfigSchema.Property($0.name, $0.record.schema, isRequired: true) }
            return ConfigSchema(.mapping(properties + nested, isOpen: isOpen))
        }
        if let whole { return whole }
        if isList {
            if hasAskedForEnd || items.isEmpty {
                return ConfigSchema(.list(of: items.first ?? ConfigSchema(.any, allowsNull: true)))
            }
            return ConfigSchema(.tuple(items))
        }
        return ConfigSchema(.mapping([], isOpen: isOpen))
    }
}

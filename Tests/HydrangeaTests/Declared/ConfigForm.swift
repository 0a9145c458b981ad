import Hydrangea
import TestSupport

/// The declared defaults of the test's types, which a test can change to simulate other editions of a program.
enum Declared {
    @TaskLocal static var changed: [String: Int] = [:]

    static func value(_ name: String, _ value: Int) -> Int { changed[name] ?? value }
}

/// A form of a config type. Tests nest forms randomly.
protocol ConfigForm: Codable, Hashable, Sendable {
    /// The default value of a property of this form.
    static var initial: Self { get }
    /// The names of the defaults that the form and the forms inside it declare.
    static var defaults: Set<String> { get }
    /// A random value for the form in a config file.
    static func written(_ random: inout Repeatable) -> ConfigNode
    /// The decoded values as text, with components created.
    var seen: String { get }
}

/// A mapping with a random subset of the keys.
private func some(_ random: inout Repeatable, _ entries: [(String, (inout Repeatable) -> ConfigNode)]) -> ConfigMapping
{
    var mapping = ConfigMapping()
    for (key, value) in entries where random.below(2) == 0 { mapping[key] = value(&random) }
    return mapping
}

private func number(_ random: inout Repeatable) -> ConfigNode { ConfigNode(.int(random.below(1000))) }

/// A form without another form inside.
struct LeafForm: StructuredConfig, ConfigForm {
    var a = Declared.value("Leaf.a", 1)
    var b = Declared.value("Leaf.b", 2)
    var text = "${count}"

    static var initial: LeafForm { LeafForm() }
    static var defaults: Set<String> { ["Leaf.a", "Leaf.b", "Whole.count"] }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        ConfigNode(.mapping(some(&random, [("a", number), ("b", number), ("text", { _ in "own" })])))
    }
    var seen: String { "(\(a) \(b) \(text))" }
}

/// A type with defaults and a property of another form.
struct HeldForm<Part: ConfigForm>: StructuredConfig, ConfigForm {
    var size = Declared.value("Held.size", 3)
    var part = Part.initial
    var rate: Double? = nil

    static var initial: HeldForm { HeldForm() }
    static var defaults: Set<String> { Part.defaults.union(["Held.size"]) }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        ConfigNode(.mapping(some(&random, [("size", number), ("part", Part.written), ("rate", { _ in 0.5 })])))
    }
    var seen: String { "[\(size) \(part.seen) \(rate ?? -1)]" }
}

/// A generic type without defaults.
struct BoxForm<Part: ConfigForm>: ConfigForm {
    var value: Part

    static var initial: BoxForm { BoxForm(value: .initial) }
    static var defaults: Set<String> { Part.defaults }
    static func written(_ random: inout Repeatable) -> ConfigNode { ["value": Part.written(&random)] }
    var seen: String { "box \(value.seen)" }
}

/// An enum whose case is chosen by the key `kind`.
enum ChoiceForm<Part: ConfigForm>: ConfigForm {
    case small(Small)
    case large(Large)

    struct Small: StructuredConfig, Hashable {
        var kind = ChoiceKind.small
        var size = Declared.value("Small.size", 4)
    }
    struct Large: StructuredConfig, Hashable {
        var kind = ChoiceKind.large
        var size = Declared.value("Large.size", 5)
        var part = Part.initial
    }

    init(from decoder: any Decoder) throws {
        let settings = try decoder.singleValueContainer()
        switch try decoder.container(keyedBy: ChoiceKey.self).decode(ChoiceKind.self, forKey: .kind) {
        case .small: self = .small(try settings.decode(Small.self))
        case .large: self = .large(try settings.decode(Large.self))
        }
    }

    private init(_ small: Small) { self = .small(small) }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .small(let small): try small.encode(to: encoder)
        case .large(let large): try large.encode(to: encoder)
        }
    }

    static var initial: ChoiceForm { ChoiceForm(Small()) }
    static var defaults: Set<String> { Part.defaults.union(["Small.size", "Large.size"]) }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        let isLarge = random.below(2) == 0
        var mapping: ConfigMapping = ["kind": isLarge ? "large" : "small"]
        for entry in some(&random, isLarge ? [("size", number), ("part", Part.written)] : [("size", number)]).entries {
            mapping.set(entry)
        }
        return ConfigNode(.mapping(mapping))
    }
    var seen: String {
        switch self {
        case .small(let small): "small \(small.size)"
        case .large(let large): "large \(large.size) \(large.part.seen)"
        }
    }
}

enum ChoiceKind: String, Codable, CaseIterable, Sendable { case small, large }
private enum ChoiceKey: CodingKey { case kind }

/// A component family whose arguments have another form.
protocol FormFamily: ComponentFamily where Product == String {
    associatedtype Part: ConfigForm
}

enum Parts<Part: ConfigForm>: FormFamily {
    static var registry: Registry<String> {
        Registry<String>()
            .registering("held", as: HeldForm<Part>.self) { "held \($0.seen)" }
            .registering("leaf", as: LeafForm.self) { "leaf \($0.seen)" }
            .registering("box", as: BoxForm<Part>.self) { "box \($0.seen)" }
    }
}

extension Component: ConfigForm where Family: FormFamily {
    static var initial: Component { Component("held") }
    static var defaults: Set<String> { HeldForm<Family.Part>.defaults.union(LeafForm.defaults) }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        let forms: [(String, (inout Repeatable) -> ConfigNode)] = [
            ("held", HeldForm<Family.Part>.written), ("leaf", LeafForm.written), ("box", BoxForm<Family.Part>.written),
        ]
        let (name, arguments) = forms[random.below(forms.count)]
        var mapping: ConfigMapping = ["_target_": ConfigNode(.string(name))]
        for entry in arguments(&random).mapping?.entries ?? [] { mapping.set(entry) }
        return ConfigNode(.mapping(mapping))
    }
    var seen: String { (try? make()) ?? "not to be made" }
}

extension Array: ConfigForm where Element: ConfigForm {
    static var initial: [Element] { [.initial] }
    static var defaults: Set<String> { Element.defaults }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        ConfigNode(.sequence((0..<random.below(3)).map { _ in Element.written(&random) }))
    }
    var seen: String { "list \(map(\.seen))" }
}

extension Dictionary: ConfigForm where Key == String, Value: ConfigForm {
    static var initial: [String: Value] { [:] }
    static var defaults: Set<String> { Value.defaults }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        ConfigNode(.mapping(some(&random, [("one", Value.written), ("two", Value.written)])))
    }
    var seen: String { "keys \(sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.seen)" })" }
}

extension Optional: ConfigForm where Wrapped: ConfigForm {
    static var initial: Wrapped? { nil }
    static var defaults: Set<String> { Wrapped.defaults }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        random.below(3) == 0 ? .null : Wrapped.written(&random)
    }
    var seen: String { self?.seen ?? "nothing" }
}

/// A whole config with a property of another form.
struct WholeForm<Part: ConfigForm>: StructuredConfig, ConfigForm {
    var count = Declared.value("Whole.count", 7)
    var part = Part.initial

    static var initial: WholeForm { WholeForm() }
    static var defaults: Set<String> { Part.defaults.union(["Whole.count"]) }
    static func written(_ random: inout Repeatable) -> ConfigNode {
        ConfigNode(.mapping(some(&random, [("count", number), ("part", Part.written)])))
    }
    var seen: String { "\(count) \(part.seen)" }
}

/// Nests forms randomly.
enum Nesting {
    static func form(_ random: inout Repeatable, depth: Int) -> any ConfigForm.Type {
        var form: any ConfigForm.Type = LeafForm.self
        for _ in 0..<depth { form = around(form, random.below(7)) }
        return form
    }

    private static func around(_ form: any ConfigForm.Type, _ number: Int) -> any ConfigForm.Type {
        func nested<Part: ConfigForm>(_ part: Part.Type) -> any ConfigForm.Type {
            switch number {
            case 0: HeldForm<Part>.self
            case 1: BoxForm<Part>.self
            case 2: ChoiceForm<Part>.self
            case 3: Component<Parts<Part>>.self
            case 4: [Part].self
            case 5: [String: Part].self
            default: Part?.self
            }
        }
        return nested(form)
    }
}

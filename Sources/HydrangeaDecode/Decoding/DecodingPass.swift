import HydrangeaTree

/// The state that the decoders of one config share, and their way of going on after a mistake.
///
/// A value is decoded strictly: a mistake is thrown, as by any decoder, so that a type may try one form and then
/// another. If that fails, the value is decoded once more to collect its mistakes: its parts are decoded one by one,
/// with a placeholder for each that is wrong. So a type that handles mistakes itself sees only those that it did not
/// handle.
///
/// A type's own checks count only if everything in the value was decoded. This holds for the rules of a
/// ``ValidatableConfig`` and for errors that an `init(from:)` throws: in a value with placeholders, a failure may be
/// the placeholder's fault.
final class DecodingPass {
    enum Mode { case strict, collecting }

    /// The deepest nesting of containers. Types call each other as deep, and a level takes some kilobytes of stack.
    static let depthLimit = 200

    let userInfo: [CodingUserInfoKey: any Sendable]
    /// True if text with an interpolation is accepted for any value: its value is not known yet, or the mistake was
    /// reported elsewhere.
    let toleratesInterpolations: Bool
    private var problems: [Diagnostic] = []
    /// Scalars that their types hold in another form than they were written.
    private(set) var conversions: [TypedScalar] = []
    /// Keys that a mapping lacks and for which a type has taken its default.
    private(set) var defaultsTaken: [TypeDefault] = []
    /// True if decoded values are compared with the config: see ``checkDeclarations(_:at:)``.
    let checksDeclarations: Bool
    /// The keys whose defaults stand only in the code of their types, by their paths.
    private var undeclared: [ConfigPath: String] = [:]
    /// Keys, by their types, that decode to nil from null.
    private var nulls: Set<TypeKey> = []
    private struct TypeKey: Hashable {
        var type: ObjectIdentifier
        var name: String
    }
    /// The number of placeholders given so far. A value whose decoding raises the number has a placeholder in it.
    var placeholders = 0
    /// Strict decodings that have failed, with their errors. None is tried again, so that mistakes are collected in a
    /// time that does not grow with the depth of the config.
    private var failures: [Decoding: any Error] = [:]
    private struct Decoding: Hashable {
        var type: ObjectIdentifier
        var path: ConfigPath
    }
    private var mappings: [DecodedNode] = []
    private var foundationValues: [ObjectIdentifier: FoundationValue?] = [:]
    private var knownDefaults: [ObjectIdentifier: ConfigMapping] = [:]

    init(
        userInfo: [CodingUserInfoKey: any Sendable] = [:], toleratesInterpolations: Bool = false,
        checksDeclarations: Bool = false
    ) {
        self.userInfo = userInfo
        self.checksDeclarations = checksDeclarations
        self.toleratesInterpolations = toleratesInterpolations
    }

    func decode<T: Decodable>(_ type: T.Type, at place: DecodedNode, mode: Mode) throws -> T {
        if let value = try unknown(type, place.node) { return value }
        if mode == .collecting, let error = failures[decoding(type, place)] {
            return try collect(type, at: place, after: error)
        }
        let mark = mark
        do {
            return try decodeStrictly(type, at: place)
        } catch let error {
            problems.removeSubrange(mark.problems...)
            conversions.removeSubrange(mark.conversions...)
            defaultsTaken.removeSubrange(mark.defaults...)
            placeholders = mark.placeholders
            place.startAgain()
            if mode == .collecting { return try collect(type, at: place, after: error) }
            failures[decoding(type, place)] = error
            throw error
        }
    }

    private func decoding(_ type: any Decodable.Type, _ place: DecodedNode) -> Decoding {
        Decoding(type: ObjectIdentifier(type), path: place.path)
    }

    /// A point of the pass, to which it can go back.
    private struct Mark {
        var problems: Int
        var conversions: Int
        var defaults: Int
        var placeholders: Int
    }

    private var mark: Mark {
        Mark(
            problems: problems.count, conversions: conversions.count, defaults: defaultsTaken.count,
            placeholders: placeholders)
    }

    /// The scalar of a node. Its place is made only if there is something to report.
    func scalar<T: ScalarValue>(_ type: T.Type, _ node: ConfigNode, mode: Mode, _ place: () -> DecodedNode) throws -> T
    {
        if let value = try unknown(type, node) { return value }
        if !node.isMissing, let value = T.read(node) {
            if let content = value.content(insteadOf: node.content) {
                conversions.append(TypedScalar(path: place().path, content: content))
            }
            return value
        }
        return try placeholder(type, after: .mismatch(T.expected, at: place()), at: place(), mode: mode)
    }

    private func decodeStrictly<T: Decodable>(_ type: T.Type, at place: DecodedNode) throws -> T {
        guard place.depth <= Self.depthLimit else { throw Problem.tooDeep(place).asDecodingError(type, at: place) }
        let mark = mark
        if type == Duration.self, let value = try scalar(Duration.self, place.node, mode: .strict, { place }) as? T {
            return value
        }
        let value: T
        do {
            let read = try written(type, at: place)
            value = try T(from: NodeDecoder(pass: self, place: read, wanted: type, mode: .strict))
        } catch let error {
            // An error on its way out keeps the innermost place.
            if let problem = (error as? DecodingError)?.problem {
                guard problem.diagnostics.first?.code == .typeMismatch,
                    let choice = Diagnostic.notAmongCases(of: type, at: place)
                else { throw error }
                throw Problem(choice).asDecodingError(type, at: place)
            }
            if placeholders != mark.placeholders { throw NoPlaceholder() }
            throw Problem(error, of: type, at: place).asDecodingError(type, at: place)
        }
        // A config without properties asks for no keys. It must still be a mapping, and an empty one.
        if !place.isOpen, type is any StructuredConfig.Type {
            guard place.node.isMapping else {
                throw Problem.mismatch("a mapping", at: place).asDecodingError(type, at: place)
            }
            enter(place)
        }
        place.finish()
        if checksDeclarations, place.hasAbsentNames { checkDeclarations(value, at: place) }
        if placeholders == mark.placeholders, type is any ValidatableConfig.Type,
            let config = value as? any ValidatableConfig
        {
            validate(config, at: place)
        }
        return value
    }

    /// The place in the form that the type's own decoding expects; people write some types in another form.
    private func written<T: Decodable>(_ type: T.Type, at place: DecodedNode) throws -> DecodedNode {
        let identity = ObjectIdentifier(type)
        let value: FoundationValue?
        if let known = foundationValues[identity] {
            value = known
        } else {
            value = FoundationValue(type)
            foundationValues.updateValue(value, forKey: identity)
        }
        guard let value else { return place }
        guard let node = value.decodable(place.node) else {
            throw Problem.mismatch(value.expected, at: place).asDecodingError(type, at: place)
        }
        return DecodedNode(place, leaving: node)
    }

    /// Notes all mistakes at a place where strict decoding has failed, and returns a placeholder.
    func collect<T: Decodable>(_ type: T.Type, at place: DecodedNode, after error: any Error) throws -> T {
        let first = error is NoPlaceholder ? [] : Problem(error, of: type, at: place).diagnostics
        let mark = mark
        var value: T?
        do {
            if place.depth > Self.depthLimit { throw error }
            value = try T(from: NodeDecoder(pass: self, place: place, wanted: type, mode: .collecting))
            place.finish()
        } catch is NoPlaceholder {
        } catch let error {
            let isOwn = (error as? DecodingError)?.problem == nil
            if !isOwn || placeholders == mark.placeholders {
                problems += Problem(error, of: type, at: place).diagnostics
            }
        }
        // A type that tries several forms fails with the mistake of the last one; the mistakes of the others would
        // mislead.
        if !first.allSatisfy(problems[mark.problems...].contains) {
            problems.replaceSubrange(mark.problems..., with: first)
        }
        return try value ?? placeholder(type)
    }

    /// Notes one mistake of a collecting decoder.
    func note(_ problem: Problem) { problems += problem.diagnostics }

    /// Notes a key whose default no config has; its mistake is noted separately.
    func note(undeclared name: String, of type: Any.Type, at path: ConfigPath) { undeclared[path] = "\(type).\(name)" }

    /// True if a key of a type is known to decode to nil from null.
    func isKnownNull(_ name: String, of type: Any.Type) -> Bool {
        nulls.contains(TypeKey(type: ObjectIdentifier(type), name: name))
    }
    /// Notes a key of a type that decodes to nil from null.
    func noteNull(_ name: String, of type: Any.Type) {
        nulls.insert(TypeKey(type: ObjectIdentifier(type), name: name))
    }

    /// Notes a mapping whose keys a type reads by name.
    func enter(_ place: DecodedNode) { mappings.append(place) }

    /// Notes that a type takes its default for a key that the mapping lacks.
    func note(default value: ConfigNode, at path: ConfigPath, of type: any StructuredConfig.Type) {
        defaultsTaken.append(TypeDefault(path: path, value: value, siblings: defaults(of: type)?.keys ?? []))
    }

    /// The defaults of a type.
    func defaults(of type: any StructuredConfig.Type) -> ConfigMapping? {
        if let known = knownDefaults[ObjectIdentifier(type)] { return known }
        guard let defaults = try? type.defaults().mapping else { return nil }
        knownDefaults[ObjectIdentifier(type)] = defaults
        return defaults
    }

    /// Notes the rules of a config that do not hold.
    private func validate(_ config: any ValidatableConfig, at place: DecodedNode) {
        var issues = ConfigIssues()
        config.validate(&issues)
        problems += issues.found.map { Problem.rule($0, at: place) }
    }

    /// All mistakes, in the order of the texts.
    func report() -> [Diagnostic] {
        let unknown = UnknownKeys(in: mappings).diagnostics()
        // A typing mistake in a key's name makes one key unknown and another one missing: the first message covers
        // both.
        let renamed = Set(unknown.compactMap(\.meant))
        let others = problems.filter { $0.code != .missingValue || !renamed.contains($0.path ?? ConfigPath()) }
        return once((others + unknown.map(\.diagnostic)).inTextOrder())
    }

    /// The diagnostics with one mistake for each undeclared default, whatever the number of values that have it.
    private func once(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        if undeclared.isEmpty { return diagnostics }
        var said: Set<String> = []
        return diagnostics.filter { diagnostic in
            guard let key = diagnostic.path.flatMap({ undeclared[$0] }) else { return true }
            return said.insert(key).inserted
        }
    }
}

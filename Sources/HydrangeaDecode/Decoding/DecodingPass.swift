import HydrangeaTree

/// What the decoders of one config share, and how they go on after a mistake.
///
/// The first pass is strict: as with any decoder a mistake is thrown, so that a type may try one thing and then
/// another. When one comes out at the top, a second pass collects: each value is tried strictly, and where that fails
/// its parts are decoded one by one with a harmless value in the place of each that is wrong. That way a type which
/// handles mistakes itself is only ever shown those it did not handle.
final class DecodingPass {
    enum Mode { case strict, collecting }

    /// Nothing harmless could be made of a wrong value: what holds it must do without, too. The mistake itself was
    /// noted already.
    struct Abandoned: Error {}

    /// How many containers may lie within each other. The types call each other as deep, and a level takes some
    /// kilobytes of stack.
    static let depthLimit = 200

    let userInfo: [CodingUserInfoKey: any Sendable]
    /// Whether text with an interpolation in it may stand for any value: what it will be is not known, or was reported
    /// elsewhere.
    let toleratesInterpolations: Bool
    var sources = SourceReader()
    private var problems: [Diagnostic] = []
    /// Scalars whose type holds them otherwise than they were written.
    private(set) var conversions: [Conversion] = []
    /// Keys that a mapping lacks, for which a type has taken the default that it declares.
    private(set) var defaultsTaken: [TypeDefault] = []
    /// Whether types are held to what the config says: see ``checkDeclarations(_:at:)``.
    let checksDeclarations: Bool
    /// The values that are made up, for want of right ones.
    var standIns = StandIns()
    /// Which of two scalars stands in for a wrong one.
    let variant: StandIns.Variant
    /// Where interpolations stand of which nobody knows what they will be.
    var unknownPaths: [ConfigPath] = []
    /// Rules that do not hold, but may not hold only because of what stands in for something else.
    private var doubts: Set<Diagnostic> = []
    private var mappings: [Place] = []
    private var foundationValues: [ObjectIdentifier: FoundationValue?] = [:]
    private var knownDefaults: [ObjectIdentifier: ConfigMapping] = [:]

    init(
        userInfo: [CodingUserInfoKey: any Sendable] = [:], toleratesInterpolations: Bool = false,
        checksDeclarations: Bool = false, variant: StandIns.Variant = .small
    ) {
        self.userInfo = userInfo
        self.checksDeclarations = checksDeclarations
        self.variant = variant
        self.toleratesInterpolations = toleratesInterpolations
    }

    func decode<T: Decodable>(_ type: T.Type, at place: Place, mode: Mode) throws -> T {
        if let value = try unknown(type, place.node, { place }) { return value }
        let mark = mark
        do {
            return try decodeStrictly(type, at: place)
        } catch let error {
            problems.removeSubrange(mark.problems...)
            conversions.removeSubrange(mark.conversions...)
            defaultsTaken.removeSubrange(mark.defaults...)
            unknownPaths.removeSubrange(mark.unknown...)
            standIns = mark.standIns
            if mode == .strict || error is Abandoned && !toleratesInterpolations { throw error }
            return try collect(type, at: place, after: error)
        }
    }

    /// How far the pass has come.
    private struct Mark {
        var problems: Int
        var conversions: Int
        var defaults: Int
        var unknown: Int
        var standIns: StandIns
    }

    private var mark: Mark {
        Mark(
            problems: problems.count, conversions: conversions.count, defaults: defaultsTaken.count,
            unknown: unknownPaths.count, standIns: standIns)
    }

    /// The scalar of a node. Its place is only made when there is something to tell of it.
    func scalar<T: ScalarValue>(_ type: T.Type, _ node: ConfigNode, mode: Mode, _ place: () -> Place) throws -> T {
        if let value = try unknown(type, node, place) { return value }
        if !node.isMissing, let value = T.read(node, &sources) {
            if let content = value.content(insteadOf: node.content) {
                conversions.append(Conversion(path: place().path, content: content))
            }
            return value
        }
        return try scalarStandIn(type, after: .mismatch(T.expected, at: place(), &sources), at: place(), mode: mode)
    }

    private func decodeStrictly<T: Decodable>(_ type: T.Type, at place: Place) throws -> T {
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
            // On its way out an error keeps the innermost place.
            if let problem = (error as? DecodingError)?.problem {
                guard problem.diagnostics.first?.code == .typeMismatch,
                    let choice = Diagnostic.notAmongCases(of: type, at: place, &sources)
                else { throw error }
                throw Problem(choice).asDecodingError(type, at: place)
            }
            throw Problem(error, of: type, at: place, &sources).asDecodingError(type, at: place)
        }
        // A config without properties asks for nothing: it must be a mapping all the same, and has no keys.
        if !place.isOpen, type is any StructuredConfig.Type {
            guard place.node.isMapping else {
                throw Problem.mismatch("a mapping", at: place, &sources).asDecodingError(type, at: place)
            }
            enter(place)
        }
        place.finish()
        if checksDeclarations, place.hasAbsentNames { checkDeclarations(value, at: place) }
        if type is any ValidatableConfig.Type, let config = value as? any ValidatableConfig {
            validate(config, at: place, since: mark)
        }
        return value
    }

    /// The place as the type's own decoding expects it: people write some types otherwise.
    private func written<T: Decodable>(_ type: T.Type, at place: Place) throws -> Place {
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
            throw Problem.mismatch(value.expected, at: place, &sources).asDecodingError(type, at: place)
        }
        return Place(place, leaving: node)
    }

    /// Notes everything that is wrong at a place where strict decoding has failed, and gives a harmless value to go on
    /// with.
    func collect<T: Decodable>(_ type: T.Type, at place: Place, after error: any Error) throws -> T {
        let first = error is Abandoned ? [] : Problem(error, of: type, at: place, &sources).diagnostics
        let mark = mark
        var value: T?
        do {
            if place.depth > Self.depthLimit { throw error }
            value = try T(from: NodeDecoder(pass: self, place: place, wanted: type, mode: .collecting))
            place.finish()
            if let config = value as? any ValidatableConfig { validate(config, at: place, since: mark) }
        } catch is Abandoned {
        } catch let error {
            problems += Problem(error, of: type, at: place, &sources).diagnostics
        }
        // A type that tries several forms fails with the last one's mistake: what was noted on the way there would
        // mislead.
        if !first.allSatisfy(problems[mark.problems...].contains) {
            problems.replaceSubrange(mark.problems..., with: first)
        }
        return try value ?? standIn(type)
    }

    /// Notes one mistake of a collecting decoder.
    func note(_ problem: Problem) { problems += problem.diagnostics }

    /// Notes a mapping whose keys a type asks for one by one.
    func enter(_ place: Place) { mappings.append(place) }

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

    /// Asks a config for the rules that do not hold, but for those about values that are wrong already. What is more
    /// than a scalar cannot be made up so that any rule makes sense of it: then none is asked.
    private func validate(_ config: any ValidatableConfig, at place: Place, since mark: Mark) {
        guard standIns.others == mark.standIns.others else { return }
        let wrong = problems[mark.problems...].compactMap(\.path) + unknownPaths[mark.unknown...]
        var issues = ConfigIssues()
        config.validate(&issues)
        for issue in issues.found {
            let found = Problem.rule(issue, at: place, &sources)
            guard let path = found.path, !wrong.contains(where: { path.isNested(with: $0) }) else { continue }
            problems.append(found)
            if standIns != mark.standIns { doubts.insert(found) }
        }
    }

    var hasDoubts: Bool { !doubts.isEmpty }

    /// Keeps only those of the doubtful mistakes that were found with other values standing in as well.
    func confirmDoubts(by other: DecodingPass) {
        problems.removeAll { doubts.contains($0) && !other.problems.contains($0) }
        doubts = []
    }

    /// All that was found, in the order of the texts.
    func report() -> [Diagnostic] {
        let unknown = UnknownKeys(in: mappings).diagnostics(&sources)
        // A slip in a key's name makes one key unknown and another one missing: the first says both.
        let renamed = Set(unknown.compactMap(\.meant))
        let others = problems.filter { $0.code != .missingValue || !renamed.contains($0.path ?? ConfigPath()) }
        return (others + unknown.map(\.diagnostic)).inTextOrder()
    }
}

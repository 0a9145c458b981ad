public import HydrangeaTree

/// The number that everything random in a run follows from.
///
/// Streams are made of it by name, so that drawing more numbers for one purpose moves no other, whatever the order in
/// which they are made.
/// ```swift
/// var shuffling = run.generator("shuffle")
/// let order = shuffling.permutation(of: images.count)
/// ```
public struct Seed: Hashable, Sendable, CustomStringConvertible {
    /// The number itself: what records hold.
    public let value: UInt64

    /// The seed of a number that was recorded.
    public init(_ value: UInt64) { self.value = value }

    /// The seed that a config's number stands for: negative ones too.
    public init(_ value: Int) { self.value = UInt64(bitPattern: Int64(value)) }

    /// A seed that nobody knows before: for a run that was given none.
    public static func drawn() -> Seed {
        var source = SystemRandomNumberGenerator()
        // Half of all numbers are negative as the config's integers go; these are not, so that they can be typed again.
        return Seed(source.next() >> 1)
    }

    public var description: String { String(value) }

    /// The stream of a name.
    ///
    /// - Parameter worker: The number of a worker, or of a rank, which gets a stream of its own.
    public func generator(_ name: String, worker: Int? = nil) -> RandomStream {
        RandomStream(seed: value, name: worker.map { "\(name)\0worker \($0)" } ?? name)
    }

    /// The seed of a part of the work that is to be independent of the others: a job of a sweep, a fold, an episode.
    public func derived(_ name: String, _ index: Int) -> Seed {
        var stream = RandomStream(seed: value, name: "\(name)\0derived \(index)")
        return Seed(stream.next())
    }
}

/// Where a program's seed comes from.
public struct SeedSettings: Hashable, Sendable {
    /// The key of the config that holds it, when it holds a number.
    public var key: ConfigPath
    /// Whether it is a mistake to give none. Otherwise one is drawn when the program starts, which all jobs of a sweep
    /// share, and recorded.
    public var isRequired: Bool

    /// The number under `seed`, or one that is drawn, unless it is said otherwise.
    public init(key: ConfigPath = "seed", isRequired: Bool = false) {
        self.key = key
        self.isRequired = isRequired
    }

    /// The seed that a resolved config gives; nil when it gives none.
    func seed(in config: ConfigNode) -> Seed? {
        if case .int(let value)? = config[key]?.content { Seed(value) } else { nil }
    }

    /// - Throws: when there must be a seed, and is none.
    package func check(_ config: ConfigNode) throws(ConfigError) {
        guard isRequired, seed(in: config) == nil, config[key]?.isMissing != true else { return }
        let given = config[key].flatMap { $0.isNull ? nil : $0 }
        throw ConfigError(
            Diagnostic(
                given == nil ? .missingValue : .typeMismatch,
                given == nil
                    ? "a seed must be given: everything random follows from it"
                    : "the seed must be an integer, is \(given?.kindName ?? "")",
                at: key, origin: config[key]?.origin ?? .unknown, help: "\(key)=1"))
    }
}

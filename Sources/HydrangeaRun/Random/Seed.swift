public import HydrangeaTree

extension Run {
    /// The seed of all random numbers in a run.
    ///
    /// A seed creates random streams by name. Each stream is independent of the others: drawing more numbers from one
    /// does not change the numbers of another, and their order of creation does not matter.
    /// ```swift
    /// var shuffling = run.generator("shuffle")
    /// let order = shuffling.permutation(of: images.count)
    /// ```
    public struct Seed: Hashable, Sendable, CustomStringConvertible {
        /// The seed as a number, as in records.
        public let value: UInt64

        /// Creates a seed from a recorded number.
        public init(_ value: UInt64) { self.value = value }

        /// Creates a seed from an integer in a config, which may be negative.
        public init(_ value: Int) { self.value = UInt64(bitPattern: Int64(value)) }

        /// Draws a random seed, for a run whose config has none.
        public static func drawn() -> Seed {
            var source = SystemRandomNumberGenerator()
            // The upper half of the range is negative in a config. Drawn seeds are in the lower half, so that they can
            // be typed as shown.
            return Seed(source.next() >> 1)
        }

        public var description: String { String(value) }

        /// The random stream with a name.
        ///
        /// - Parameter worker: The number of a worker or rank; each one gets its own stream.
        public func generator(_ name: String, worker: Int? = nil) -> RandomStream {
            RandomStream(seed: value, name: worker.map { "\(name)\0worker \($0)" } ?? name)
        }

        /// Derives an independent seed for a part of the work: a job of a sweep, a fold, or an episode.
        public func derived(_ name: String, _ index: Int) -> Seed {
            var stream = RandomStream(seed: value, name: "\(name)\0derived \(index)")
            return Seed(stream.next())
        }
    }
}

/// The settings for a program's seed.
public struct SeedSettings: Hashable, Sendable {
    /// The key of the config that holds the seed.
    public var key: ConfigPath
    /// True if a missing seed is an error. Otherwise a random seed is drawn when the program starts, and recorded. All
    /// jobs of a sweep share it.
    public var isRequired: Bool

    /// Creates settings for a seed, by default an optional one under the key `seed`.
    public init(key: ConfigPath = "seed", isRequired: Bool = false) {
        self.key = key
        self.isRequired = isRequired
    }

    /// The seed in a resolved config; nil if it has none.
    func seed(in config: ConfigNode) -> Run.Seed? {
        if case .int(let value)? = config[key]?.content { Run.Seed(value) } else { nil }
    }

    /// - Throws: if a seed is required and the config has none.
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

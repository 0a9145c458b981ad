package import HydrangeaTree

extension Override.Sweep {
    /// The most values that one override may sweep over.
    package static var valueLimit: Int { 1_000_000 }

    /// One of the values that an override sweeps over.
    package struct Alternative: Sendable {
        /// The value as it is handed on to a job, in the syntax of overrides.
        package var text: String
        /// The value as it was read; nil for an option of a group, of which there is only the name.
        package var value: Override.Value?
    }

    /// The values, in order.
    ///
    /// Nil for an interval, which only a sweeper that searches can use, for values without a text, and if there are too
    /// many. A shuffled sweep has the same order each time.
    ///
    /// - Parameter origin: The place of the sweep, for values that are not written themselves.
    package func alternatives(
        at origin: Origin, compatibility: Compatibility, limit: Int = valueLimit, options: () -> [String]
    ) -> [Alternative]? {
        switch self {
        case .choice(let choice): Self.alternatives(choice.values, isShuffled: choice.isShuffled)
        case .range(let range):
            range.values(compatibility: compatibility, limit: limit).flatMap { numbers in
                Self.alternatives(
                    numbers.map { Override.Value($0, origin: origin) }, isShuffled: range.isShuffled)
            }
        case .glob(let glob):
            glob.isUsable ? options().filter(glob.matches).map { Alternative(text: $0, value: nil) } : nil
        case .interval: nil
        }
    }

    private static func alternatives(_ values: [Override.Value], isShuffled: Bool) -> [Alternative]? {
        var alternatives: [Alternative] = []
        alternatives.reserveCapacity(values.count)
        for value in values {
            guard let text = value.content.text else { return nil }
            alternatives.append(Alternative(text: text, value: value))
        }
        return isShuffled
            ? alternatives.shuffled(seededBy: alternatives.lazy.flatMap(\.text.utf8)) : alternatives
    }
}

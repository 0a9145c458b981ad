package import HydrangeaTree

extension Override.Sweep {
    /// The most values that one override may sweep over.
    package static var valueLimit: Int { 1_000_000 }

    /// The values as texts, in order.
    ///
    /// Nil for an interval, which only a sweeper that searches can use, for values without a text, and if there are too
    /// many. A shuffled sweep has the same order each time.
    package func texts(compatibility: Compatibility, limit: Int = valueLimit, options: () -> [String]) -> [String]? {
        switch self {
        case .choice(let choice): Self.texts(choice.values, isShuffled: choice.isShuffled)
        case .range(let range):
            range.values(compatibility: compatibility, limit: limit).flatMap {
                Self.texts($0, isShuffled: range.isShuffled)
            }
        case .glob(let glob): glob.isUsable ? options().filter(glob.matches) : nil
        case .interval: nil
        }
    }

    private static func texts(_ values: [Override.Value], isShuffled: Bool) -> [String]? {
        var texts: [String] = []
        texts.reserveCapacity(values.count)
        for value in values {
            guard let text = value.valueText else { return nil }
            texts.append(text)
        }
        return isShuffled ? texts.shuffled(seededBy: texts.lazy.flatMap(\.utf8)) : texts
    }
}

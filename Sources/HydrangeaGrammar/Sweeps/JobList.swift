package import HydrangeaTree

/// The jobs of a command line: every combination of the values of its sweeps. The last sweep changes fastest.
///
/// Jobs are computed on demand, so that a million of them need no memory.
package struct JobList: Sequence, Sendable {
    /// The texts of each key of the command line.
    private let columns: [[String]]
    /// For each of these texts, the place of its value; empty for values that a function has made.
    private let places: [[WrittenPlace]]
    /// For each key, where the override is written that gives it its texts, and that override's value.
    private let written: [(text: String, key: Origin, value: Origin)]
    /// An override that gives no value at all, so that there are no jobs.
    package private(set) var withoutValues: Override?

    /// Makes the list of jobs of some overrides. A later override of the same key replaces the earlier one at its
    /// position.
    package init(
        _ overrides: [Override], compatibility: Compatibility, options: (_ group: String) -> [String]
    ) throws(ConfigError) {
        var columns: [[String]] = []
        var places: [[WrittenPlace]] = []
        var written: [(text: String, key: Origin, value: Origin)] = []
        var positions: [String: Int] = [:]
        for override in overrides {
            let key = override.keyElement
            let column = try Self.texts(override, compatibility: compatibility, options: options).map { "\(key)=\($0)" }
            let texts = override.value == nil ? [key] : column
            if texts.isEmpty { withoutValues = override }
            if let position = positions[key] {
                columns[position] = texts
                places[position] = override.writtenPlaces
                written[position] = (override.text, override.origin, override.valueOrigin)
            } else {
                positions[key] = columns.count
                columns.append(texts)
                places.append(override.writtenPlaces)
                written.append((override.text, override.origin, override.valueOrigin))
            }
        }
        self.columns = columns
        self.written = written
        self.places = places
    }

    private static func texts(
        _ override: Override, compatibility: Compatibility, options: (_ group: String) -> [String]
    ) throws(ConfigError) -> [String] {
        guard case .sweep(let sweep)? = override.value else {
            guard let text = (override.value ?? .null).valueText else { throw nestedSweep(override) }
            return [text]
        }
        if case .interval = sweep {
            throw ConfigError(
                Diagnostic(
                    .overrideSyntax, "the basic sweeper cannot choose from an interval", origin: override.valueOrigin,
                    help: "list the values, or write range(start,stop,step)"))
        }
        if let texts = sweep.texts(compatibility: compatibility, options: { options(override.key) }) { return texts }
        switch sweep {
        case .range(let range): throw endless(range, override, compatibility)
        case .glob:
            throw ConfigError(
                Diagnostic(
                    .overrideSyntax, "a pattern in a list is written without quotes", origin: override.valueOrigin,
                    help: "write glob([a*,b*])"))
        default: throw nestedSweep(override)
        }
    }

    private static func endless(_ range: Override.Sweep.Stride, _ override: Override, _ compatibility: Compatibility)
        -> ConfigError
    {
        if case .float(0)? = range.step.asFloat {
            return ConfigError(
                Diagnostic(
                    .limit, "a range with a step of 0 never ends", origin: override.valueOrigin,
                    help: "range(START,STOP) has steps of 1"))
        }
        let message =
            range.hasNumbers
            ? "this range never ends, or has more than \(Override.Sweep.valueLimit) values"
            : "this range has a step or a bound that is no number"
        return ConfigError(
            Diagnostic(
                .limit, message, origin: override.valueOrigin,
                help: "give it numbers to count with: range(START,STOP,STEP)"))
    }

    private static func nestedSweep(_ override: Override) -> ConfigError {
        ConfigError(
            Diagnostic(
                .overrideSyntax, "several values cannot stand inside a list or a mapping", origin: override.valueOrigin,
                help: "sweep over whole values: \(override.origin.spelling("\(override.keyElement)=[a],[b]"))"))
    }

    /// The number of jobs; nil if it overflows.
    package var count: Int? {
        columns.reduce(1 as Int?) { count, column in
            guard let count else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: column.count)
            return overflow ? nil : product
        }
    }

    /// The overrides of a job, with the places of the overrides and their values. The places keep the written text: the
    /// number `1.10` is passed to a job as `1.1`.
    ///
    /// - Parameter index: The job's number; nil if its overrides are not from this list.
    package func overrides(_ texts: [String], ofJob index: Int?, compatibility: Compatibility) throws(ConfigError)
        -> [Override]
    {
        var overrides: [Override] = []
        for (number, text) in texts.enumerated() {
            overrides.append(try Override(parsing: text, argument: number + 1, compatibility: compatibility))
        }
        guard let choice = index.flatMap(choice), zip(columns, choice).map({ $0[$1] }) == texts else {
            return overrides
        }
        for (position, chosen) in choice.enumerated() {
            overrides[position].origin = written[position].key
            overrides[position].writtenText = written[position].text
            overrides[position].takePlace(
                places[position].indices.contains(chosen)
                    ? places[position][chosen] : WrittenPlace(origin: written[position].value, columns: []))
        }
        return overrides
    }

    /// The index of each key's text in a job; the last key changes fastest.
    private func choice(ofJob index: Int) -> [Int]? {
        var rest = index
        var choice: [Int] = []
        for column in columns.reversed() {
            guard !column.isEmpty, rest >= 0 else { return nil }
            choice.append(rest % column.count)
            rest /= column.count
        }
        return rest == 0 ? choice.reversed() : nil
    }

    /// The override that would run a job for each item of a list, if an override has the whole list in every job.
    package func sweeping(over origin: Origin) -> String? {
        for (column, place) in zip(columns, written) where column.count == 1 && place.value == origin {
            guard let sign = OverrideParser.valueSign(in: Array(place.text.utf8)) else { continue }
            let index = place.text.utf8.index(place.text.startIndex, offsetBy: sign + 1)
            let value = place.text[index...]
            guard value.hasPrefix("["), value.hasSuffix("]"), !value.dropFirst().dropLast().isEmpty else { continue }
            let items = String(value.dropFirst().dropLast())
            let isPlain = !items.contains { "'\"".contains($0) }
            let values = isPlain ? items.split(separator: ",").map { $0.trimmed }.joined(separator: ",") : items
            return place.key.spelling("\(place.text[..<index])\(values)")
        }
        return nil
    }

    package func makeIterator() -> Iterator { Iterator(columns: columns) }

    package struct Iterator: IteratorProtocol {
        private let columns: [[String]]
        private var choice: [Int]?

        init(columns: [[String]]) {
            self.columns = columns
            choice = columns.contains(where: \.isEmpty) ? nil : columns.map { _ in 0 }
        }

        package mutating func next() -> [String]? {
            guard var current = choice else { return nil }
            let job = zip(columns, current).map { $0[$1] }
            choice = nil
            for column in current.indices.reversed() {
                current[column] += 1
                if current[column] < columns[column].count {
                    choice = current
                    break
                }
                current[column] = 0
            }
            return job
        }
    }

    /// The jobs in batches of at most `size`; one batch without a size.
    package func batches(of size: Int?) -> [[[String]]] {
        guard let size, size > 0 else { return [Array(self)] }
        var batches: [[[String]]] = []
        for job in self {
            if let last = batches.indices.last, batches[last].count < size {
                batches[last].append(job)
            } else {
                batches.append([job])
            }
        }
        return batches
    }

    /// An override of a job as Hydra prints it: a deletion has a value there, which it must not have when it is
    /// applied.
    package static func printed(_ text: String) -> String {
        text.hasPrefix("~") && !text.contains("=") ? text + "=null" : text
    }
}

extension Override {
    /// The place at which the override's value begins.
    package var valueOrigin: Origin {
        writtenOrigin ?? Origin(origin.source, SourceText.Position(line: 1, column: valueColumn))
    }
}

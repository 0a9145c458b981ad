package import HydrangeaTree

/// The jobs of a command line: every combination of the values of its sweeps. The last sweep changes fastest.
///
/// Jobs are computed on demand, so that a million of them need no memory. As a sequence, the list has the text of each
/// job's overrides.
package struct JobList: Sequence, Sendable {
    /// The keys of the command line, each with its alternatives.
    private let columns: [Column]
    private let compatibility: Compatibility
    /// An override that gives no value at all, so that there are no jobs.
    package private(set) var withoutValues: Override?

    /// One key of the command line.
    private struct Column: Sendable {
        /// The override that gives the key its values.
        let override: Override
        /// The key with its sign and its package.
        let key: String
        /// The values of the key, one for a job or several; for `~key`, one alternative without a value.
        let alternatives: [Override.Sweep.Alternative]

        /// The text of the override of a job.
        func text(_ index: Int) -> String {
            override.value == nil ? key : "\(key)=\(alternatives[index].text)"
        }
    }

    /// Makes the list of jobs of some overrides. A later override of the same key replaces the earlier one at its
    /// position.
    package init(
        _ overrides: [Override], compatibility: Compatibility, options: (_ group: String) -> [String]
    ) throws(ConfigError) {
        var columns: [Column] = []
        var positions: [String: Int] = [:]
        for override in overrides {
            let key = override.keyElement
            let column = Column(
                override: override, key: key,
                alternatives: try Self.alternatives(of: override, compatibility: compatibility, options: options))
            if column.alternatives.isEmpty { withoutValues = override }
            if let position = positions[key] {
                columns[position] = column
            } else {
                positions[key] = columns.count
                columns.append(column)
            }
        }
        self.columns = columns
        self.compatibility = compatibility
    }

    private static func alternatives(
        of override: Override, compatibility: Compatibility, options: (_ group: String) -> [String]
    ) throws(ConfigError) -> [Override.Sweep.Alternative] {
        guard let value = override.value else { return [Override.Sweep.Alternative(text: "", value: nil)] }
        guard case .sweep(let sweep) = value.content else {
            guard let text = value.content.text else { throw nestedSweep(override) }
            return [Override.Sweep.Alternative(text: text, value: value)]
        }
        if case .interval = sweep {
            throw ConfigError(
                Diagnostic(
                    .overrideSyntax, "the basic sweeper cannot choose from an interval", origin: override.valueOrigin,
                    help: "list the values, or write range(start,stop,step)"))
        }
        if let values = sweep.alternatives(
            at: value.origin, compatibility: compatibility, options: { options(override.key.description) })
        {
            return values
        }
        switch sweep {
        case .range(let range): throw endless(range, override)
        case .glob:
            throw ConfigError(
                Diagnostic(
                    .overrideSyntax, "a pattern in a list is written without quotes", origin: override.valueOrigin,
                    help: "write glob([a*,b*])"))
        default: throw nestedSweep(override)
        }
    }
}

// MARK: - The overrides of a job

extension JobList {
    /// The number of jobs; nil if it overflows.
    package var count: Int? {
        columns.reduce(1 as Int?) { count, column in
            guard let count else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: column.alternatives.count)
            return overflow ? nil : product
        }
    }

    /// The overrides of a job, with the places where they and their values are written; nil if there is no such job.
    ///
    /// - Throws: when Hydra's text of an override cannot be read: `choice('#',x)` hands on `#` without quotes.
    package func overrides(ofJob index: Int) throws(ConfigError) -> [Override]? {
        guard let choice = choice(ofJob: index) else { return nil }
        var overrides: [Override] = []
        for (column, chosen) in zip(columns, choice) {
            overrides.append(try override(of: column, chosen, argument: overrides.count + 1))
        }
        return overrides
    }

    /// The override of a job that gives a key one of its values.
    ///
    /// Hydra hands the text of an override on to a job, which reads it again. Numbers, booleans, null and quoted text
    /// are read back as the value that they were, and are not read again here. Text without quotes may become another
    /// value, since functions take quotes away: `choice('1',x)` gives the first job the number 1. Only the text tells.
    private func override(of column: Column, _ index: Int, argument: Int) throws(ConfigError) -> Override {
        let value = column.alternatives[index].value
        var job = column.override
        job.text = column.text(index)
        // The job's text has no extend_list any more: it sets the list.
        if job.operation == .extendList { job.operation = .change }
        job.value = value
        if value?.isReadBackAsItIs != true {
            let read = try Override(parsing: job.text, argument: argument, compatibility: compatibility).value
            if read != value { job.value = read?.placed(at: (value ?? column.override.value)?.origin ?? job.origin) }
        }
        return job
    }

    /// The index of each key's value in a job; the last key changes fastest.
    private func choice(ofJob index: Int) -> [Int]? {
        var rest = index
        var choice: [Int] = []
        for column in columns.reversed() {
            guard !column.alternatives.isEmpty, rest >= 0 else { return nil }
            choice.append(rest % column.alternatives.count)
            rest /= column.alternatives.count
        }
        return rest == 0 ? choice.reversed() : nil
    }

    /// The override that would run a job for each item of a list, if an override has the whole list in every job.
    package func sweeping(over origin: Origin) -> String? {
        for override in columns.lazy.map(\.override) where override.value?.origin == origin {
            guard case .list(let items)? = override.value?.content, !items.isEmpty else { continue }
            // The list may also be what a function gives.
            guard override.valueText.hasPrefix("[") else { continue }
            let list = override.valueText.dropFirst().dropLast()
            let isPlain = !list.contains { "'\"".contains($0) }
            let values = isPlain ? list.split(separator: ",").map { $0.trimmed }.joined(separator: ",") : String(list)
            return override.origin.spelling("\(override.keyText)\(values)")
        }
        return nil
    }
}

extension Override.Value {
    /// True if the value's text is read back as the same value: there is no text without quotes in it.
    fileprivate var isReadBackAsItIs: Bool {
        switch content {
        case .null, .bool, .int, .bigInt, .float, .quoted: true
        case .string, .sweep, .extendList: false
        case .list(let values): values.allSatisfy(\.isReadBackAsItIs)
        case .map(let pairs): pairs.allSatisfy(\.value.isReadBackAsItIs)
        }
    }

    /// The same value with one place for all parts of it.
    fileprivate func placed(at origin: Origin) -> Override.Value {
        switch content {
        case .list(let values):
            Override.Value(.list(values.map { $0.placed(at: origin) }), origin: origin)
        case .map(let pairs):
            Override.Value(
                .map(
                    pairs.map {
                        Pair(key: $0.key, keyOrigin: origin, value: $0.value.placed(at: origin))
                    }), origin: origin)
        default: Override.Value(content, origin: origin)
        }
    }
}

// MARK: - Listing the jobs

extension JobList {
    package func makeIterator() -> Iterator { Iterator(self) }

    package struct Iterator: IteratorProtocol {
        private let columns: [Column]
        private var choice: [Int]?

        init(_ list: JobList) {
            columns = list.columns
            choice = columns.contains(where: \.alternatives.isEmpty) ? nil : columns.map { _ in 0 }
        }

        package mutating func next() -> [String]? {
            guard var current = choice else { return nil }
            let job = zip(columns, current).map { $0.text($1) }
            choice = nil
            for column in current.indices.reversed() {
                current[column] += 1
                if current[column] < columns[column].alternatives.count {
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

// MARK: - Mistakes

extension JobList {
    private static func endless(_ range: Override.Sweep.Stride, _ override: Override) -> ConfigError {
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
}

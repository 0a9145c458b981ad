import HydrangeaFiles
package import HydrangeaTree

/// The comparison of the results that two runs of one config have reported.
package struct ResultComparison: Sendable {
    package struct Row: Hashable, Sendable {
        /// The name of the result: `objective`, the name of a number, or the path of a file.
        package var name: String
        /// The results as text; for a file, its fingerprint.
        package var first: String
        package var second: String
        package var isSame: Bool
    }

    package private(set) var rows: [Row] = []
    package var differing: [Row] { rows.filter { !$0.isSame } }

    /// Compares the results exactly, or with a tolerance for numbers.
    ///
    /// - Parameter tolerance: The relative tolerance, or the absolute one for numbers below 1. With a tolerance, text
    ///   files are compared word by word.
    /// - Throws: if the first run reported no results.
    package init(_ first: RunRecord, _ second: RunRecord, tolerance: Double? = nil) throws(ConfigError) {
        guard let one = first.facts, let other = second.facts else { throw Self.nothing(first) }
        if let value = one.objective { compare("objective", value, other.objective, tolerance) }
        for result in one.results.values {
            compare(result.name, result.value, other.results.values.first { $0.name == result.name }?.value, tolerance)
        }
        for file in one.results.files {
            let counterpart = other.results.files.first { $0.path == file.path }
            var isSame = file.sha256 != nil && file.sha256 == counterpart?.sha256
            if !isSame, let tolerance {
                let paths = [first.directory, second.directory].map { FilePath.absolute(file.path, in: $0) }
                isSame = Self.areClose(paths[0], paths[1], tolerance)
            }
            func text(_ file: RunRecord.Facts.Results.File?) -> String {
                file?.sha256.map { "SHA-256 \($0)" } ?? "none"
            }
            rows.append(Row(name: file.path, first: text(file), second: text(counterpart), isSame: isSame))
        }
        if rows.isEmpty { throw Self.nothing(first) }
    }

    private mutating func compare(_ name: String, _ first: Double, _ second: Double?, _ tolerance: Double?) {
        let isSame =
            second.map { second in
                tolerance.map { Self.areClose(first, second, $0) } ?? (first == second || first.isNaN && second.isNaN)
            } ?? false
        rows.append(
            Row(
                name: name, first: PythonRepr.float(first), second: second.map(PythonRepr.float) ?? "none",
                isSame: isSame))
    }

    private static func areClose(_ first: Double, _ second: Double, _ tolerance: Double) -> Bool {
        if first == second || first.isNaN && second.isNaN { return true }
        return abs(first - second) <= tolerance * max(1, abs(first), abs(second))
    }

    /// True if two text files are equal except for numbers within the tolerance.
    private static func areClose(_ first: String, _ second: String, _ tolerance: Double) -> Bool {
        guard let one = words(first), let other = words(second), one.count == other.count else { return false }
        return zip(one, other).allSatisfy { one, other in
            if one == other { return true }
            guard let a = PythonNumber.float(Array(one)), let b = PythonNumber.float(Array(other)) else { return false }
            return areClose(a, b, tolerance)
        }
    }

    /// The words of a file, split at white space, commas, brackets and quotes.
    private static func words(_ path: String) -> [ArraySlice<UInt8>]? {
        let separators = Set(" \t\r\n,;:()[]{}=\"'".utf8)
        return (try? PosixFile.bytes(of: path))?.split(whereSeparator: separators.contains)
    }

    private static func nothing(_ record: RunRecord) -> ConfigError {
        if let status = record.facts?.status(asSeenOn: RunRecord.Machine(environment: [:]).host), status != .succeeded {
            return ConfigError(
                Diagnostic(
                    .run, "this run is \(status.rawValue), and declared no results before that",
                    notes: [record.directory],
                    help: "compare with a run that has succeeded: hydrangea runs status=succeeded"))
        }
        return ConfigError(
            Diagnostic(
                .run, "this run declared no results, so there is nothing to compare", notes: [record.directory],
                help:
                    "in the program, run.report(objective: …), run.report(…, as: \"loss\") and run.report(file: \"metrics.csv\") declare some"
            ))
    }
}

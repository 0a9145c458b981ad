import HydrangeaFiles
package import HydrangeaTree

/// What two runs of one config declared to be their results, compared.
package struct ResultComparison: Sendable {
    package struct Row: Hashable, Sendable {
        /// `objective`, the name of a value, or the path of a file.
        package var name: String
        /// What the results are, in words; of a file, its fingerprint.
        package var first: String
        package var second: String
        package var isSame: Bool
    }

    package private(set) var rows: [Row] = []
    package var differing: [Row] { rows.filter { !$0.isSame } }

    /// Compares byte for byte, or number by number within a tolerance.
    ///
    /// - Parameter tolerance: How far two numbers may lie apart, as a part of the larger one, or absolutely when both
    ///   are below 1. With it, files of text are compared word by word.
    /// - Throws: when the first run declared nothing, so that nothing can be compared.
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
                name: name, first: PythonSpelling.float(first), second: second.map(PythonSpelling.float) ?? "none",
                isSame: isSame))
    }

    private static func areClose(_ first: Double, _ second: Double, _ tolerance: Double) -> Bool {
        if first == second || first.isNaN && second.isNaN { return true }
        return abs(first - second) <= tolerance * max(1, abs(first), abs(second))
    }

    /// Whether two files are the same but for numbers that lie close together.
    private static func areClose(_ first: String, _ second: String, _ tolerance: Double) -> Bool {
        guard let one = words(first), let other = words(second), one.count == other.count else { return false }
        return zip(one, other).allSatisfy { one, other in
            if one == other { return true }
            guard let a = PythonNumber.float(Array(one)), let b = PythonNumber.float(Array(other)) else { return false }
            return areClose(a, b, tolerance)
        }
    }

    /// What stands between commas, blanks and the like.
    private static func words(_ path: String) -> [ArraySlice<UInt8>]? {
        let separators = Set(" \t\r\n,;:()[]{}=\"'".utf8)
        return (try? PosixFile.bytes(of: path))?.split(whereSeparator: separators.contains)
    }

    private static func nothing(_ record: RunRecord) -> ConfigError {
        ConfigError(
            Diagnostic(
                .run, "this run declared no results, so there is nothing to compare", notes: [record.directory],
                help:
                    "in the program, run.report(objective: …), run.report(…, as: \"loss\") and run.report(file: \"metrics.csv\") declare some"
            ))
    }
}

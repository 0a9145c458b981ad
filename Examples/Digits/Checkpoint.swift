import Foundation
import Hydrangea

/// A training run in a file: the state from which it resumes, and the recipe of the state.
///
/// A `Checkpoint` file begins with a JSON header in the first line. The parameters and the optimizer's moments follow
/// as 32-bit floats, then a checksum of all that, both little-endian.
struct Checkpoint: Sendable {
    let recipe: Recipe
    let state: TrainingState

    private struct Header: Codable {
        static let current = "digits-checkpoint-1"
        var format = current
        var fingerprint: String
        var recipe: Recipe
        var steps: Int
        var shuffling: RandomStream
        var metrics: MetricsTable
    }

    init(recipe: Recipe, state: TrainingState) {
        self.recipe = recipe
        self.state = state
    }

    /// Writes the file atomically: a reader finds the old file or the new one, never a part.
    func write(to path: RunPath) throws {
        let header = Header(
            fingerprint: recipe.fingerprint, recipe: recipe, steps: state.optimizer.steps, shuffling: state.shuffling,
            metrics: state.metrics)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var bytes = try encoder.encode(header)
        bytes.append(UInt8(ascii: "\n"))
        for matrix in state.parameters + state.optimizer.moments.joined() {
            for value in matrix.values { bytes.append(littleEndian: value.bitPattern) }
        }
        bytes.append(littleEndian: fnv1a(bytes))
        try path.write(bytes)
    }

    /// Reads a checkpoint. `initial` is the state with which `recipe` begins, and gives the shapes of the matrices.
    init(reading path: String, for recipe: Recipe, beginningWith initial: TrainingState) throws {
        guard let file = FileManager.default.contents(atPath: path) else {
            throw DigitsError(
                "the checkpoint '\(path)' cannot be read", help: "trainer.resume=FILE, a file in a run's 'checkpoints'")
        }
        let bytes = file.dropLast(8)
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
            let header = try? JSONDecoder().decode(Header.self, from: bytes[..<end]), header.format == Header.current
        else { throw DigitsError("'\(path)' is not a checkpoint of this program") }
        guard file.suffix(8).elementsEqual(littleEndianBytes(of: fnv1a(bytes))) else { throw Self.damage(path) }
        guard header.fingerprint == recipe.fingerprint else { throw Self.mismatch(path, header.recipe, recipe) }

        var state = initial
        state.optimizer.steps = header.steps
        state.shuffling = header.shuffling
        state.metrics = header.metrics
        var floats = FloatReader(bytes[(end + 1)...])
        floats.fill(&state.parameters)
        for index in state.optimizer.moments.indices { floats.fill(&state.optimizer.moments[index]) }
        guard floats.isComplete else { throw Self.damage(path) }
        self.init(recipe: recipe, state: state)
    }

    private static func damage(_ path: String) -> DigitsError {
        DigitsError(
            "the checkpoint '\(path)' is damaged", help: "trainer.resume=FILE with an earlier one of the same run")
    }

    /// The error for a checkpoint of another recipe, with the override to type for each difference.
    private static func mismatch(_ path: String, _ theirs: Recipe, _ ours: Recipe) -> DigitsError {
        let differences = ours.differences(from: theirs)
        let notes = differences.map { "\($0.key): \($0.other ?? "none") in the checkpoint, \($0.mine ?? "none") now" }
        let overrides = differences.compactMap(\.override)
        return DigitsError(
            "the checkpoint '\(path)' was made with other settings", notes: notes,
            help: (overrides.isEmpty ? "" : "go on with its settings, \(overrides.joined(separator: " ")), or ")
                + "start anew without trainer.resume")
    }
}

private func littleEndianBytes(of value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

extension Data {
    fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}

/// Reads matrices from little-endian floats.
private struct FloatReader {
    private var rest: Data.SubSequence
    private var isTooShort = false

    init(_ bytes: Data.SubSequence) { rest = bytes }

    /// True if the bytes had exactly the requested number of floats.
    var isComplete: Bool { rest.isEmpty && !isTooShort }

    mutating func fill(_ matrices: inout [Matrix]) {
        for index in matrices.indices {
            let length = matrices[index].count * 4
            guard rest.count >= length else {
                isTooShort = true
                return
            }
            rest.prefix(length).withUnsafeBytes { bytes in
                for position in 0..<matrices[index].count {
                    let bits = bytes.loadUnaligned(fromByteOffset: position * 4, as: UInt32.self)
                    matrices[index].values[position] = Float(bitPattern: UInt32(littleEndian: bits))
                }
            }
            rest = rest.dropFirst(length)
        }
    }
}

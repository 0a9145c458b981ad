import Foundation
import Hydrangea

/// The settings that decide what a run's numbers are, and their fingerprint: a checkpoint of one recipe means nothing
/// to another.
///
/// A new setting belongs to the recipe until it is put on the list of those that do not.
struct Recipe: Codable, Hashable, Sendable {
    struct Setting: Codable, Hashable, Sendable {
        var key: String
        var value: String
    }

    /// The settings that may change when a run is resumed: its name, the path of the data (their content counts), the
    /// number of epochs, the checkpoints. A cosine schedule that ends with the run counts as `schedule.epochs`.
    private static let free: Set<String> = [
        "name", "data.path", "trainer.epochs", "trainer.checkpoint.every", "trainer.resume",
    ]

    let settings: [Setting]

    init(_ config: DigitsConfig, images: UInt64) throws {
        var settings: [Setting] = []
        try Self.list(ConfigEncoder().encode(config), ConfigPath(), into: &settings)
        settings.append(Setting(key: "images", value: String(images, radix: 16)))
        self.settings = settings.sorted { $0.key < $1.key }
    }

    var fingerprint: String {
        Fingerprint(of: settings.map { "\($0.key): \($0.value)\n" }.joined().utf8).description
    }

    private static func list(_ node: ConfigNode, _ path: ConfigPath, into settings: inout [Setting]) throws {
        if let mapping = node.mapping {
            for entry in mapping.entries { try list(entry.value, path.appending(entry.key), into: &settings) }
        } else if !free.contains(path.description) {
            let value = try node.string ?? String(decoding: JSONEncoder().encode(node), as: UTF8.self)
            settings.append(Setting(key: path.description, value: value))
        }
    }

    /// One line for each setting that `other` has differently.
    func differences(from other: Recipe) -> [Difference] {
        let mine = Dictionary(settings.map { ($0.key, $0.value) }) { first, _ in first }
        let others = Dictionary(other.settings.map { ($0.key, $0.value) }) { first, _ in first }
        return Set(mine.keys).union(others.keys).sorted().compactMap { key in
            mine[key] == others[key] ? nil : Difference(key: key, mine: mine[key], other: others[key])
        }
    }

    struct Difference {
        var key: String
        var mine, other: String?

        /// The override for the other's value, to be typed; nil if it has none. Options are named after their files:
        /// `schedule.name` is chosen by `schedule`.
        var override: String? {
            guard let other, key != "images" else { return nil }
            let text = "\(key.hasSuffix(".name") ? String(key.dropLast(".name".count)) : key)=\(other)"
            return text.contains { "[]{} ".contains($0) } ? "'\(text)'" : text
        }
    }
}

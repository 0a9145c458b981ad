import Foundation
import Hydrangea

/// The settings that affect the numbers of a run, and their fingerprint. A checkpoint can only be used with the recipe
/// with which it was made.
///
/// A new setting is part of the recipe unless it is added to `free`.
struct Recipe: Codable, Hashable, Sendable {
    struct Setting: Codable, Hashable, Sendable {
        var key: String
        var value: String
    }

    /// The settings that may change when a run is resumed: its name, the path of the data (a checksum compares the
    /// images), the number of epochs, the checkpoints. For a cosine schedule the recipe has `schedule.epochs`.
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

    /// The settings that differ from those of `other`.
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

        /// The override that sets the other recipe's value; nil if it has none. An option is selected by its group: the
        /// value of `schedule.name` by `schedule=cosine`.
        var override: String? {
            guard let other, key != "images" else { return nil }
            let text = "\(key.hasSuffix(".name") ? String(key.dropLast(".name".count)) : key)=\(other)"
            return text.contains { "[]{} ".contains($0) } ? "'\(text)'" : text
        }
    }
}

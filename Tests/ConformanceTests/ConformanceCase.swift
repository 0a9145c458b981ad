import Foundation
import Hydrangea
import Testing

/// A conformance case: the input for the oracle, and the oracle's answer.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
    /// The kinds of cases, with the names in the case files.
    enum Kind: String, Sendable, CaseIterable {
        case compose, sweep, multirun, override, dotenv
        case overrideDirname = "override_dirname"
    }

    let file: String
    let name: String
    let kind: Kind
    /// The JSON object of the case.
    let json: JSON

    /// The identifier in lists of cases: `02-groups/absolute-group`.
    var id: String { "\(file)/\(name)" }
    var testDescription: String { id }

    var configName: String? { json["config_name"]?.string }
    var overrides: [String] { json["overrides"]?.strings ?? [] }
    /// The environment variables of the case.
    var environment: [String: String] { ConformanceCase.texts(json["env"]) }
    /// The files of the config directories: directory name → path → text.
    var directories: [String: [String: String]] {
        var directories = ["conf": ConformanceCase.texts(json["files"])]
        for member in json["extra_dirs"]?.members ?? [] {
            directories[member.key] = ConformanceCase.texts(member.value)
        }
        return directories
    }

    /// The oracle's answer with one release's rules.
    func expectation(_ compatibility: Compatibility) -> JSON {
        (compatibility == .hydra1_3 ? json["expect_1_3"] : nil) ?? json["expect"] ?? .null
    }

    private static func texts(_ json: JSON?) -> [String: String] {
        Dictionary((json?.members ?? []).map { ($0.key, $0.value.string ?? "") }) { $1 }
    }
}

extension ConformanceCase {
    /// The directory with the case files.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Cases")

    /// The cases of one kind to run, in the order of their files.
    static func chosen(_ kind: Kind) -> [ConformanceCase] {
        let start = ProcessInfo.processInfo.environment["HYDRANGEA_CASES"] ?? ""
        return all.filter { $0.kind == kind && $0.id.hasPrefix(start) }
    }

    static let all: [ConformanceCase] = {
        do {
            return try ["composition", "overrides", "values"].flatMap { subject in
                let files = try FileManager.default.contentsOfDirectory(
                    at: folder.appending(path: subject), includingPropertiesForKeys: nil)
                return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.flatMap(load)
            }
        } catch {
            fatalError("the conformance cases cannot be read: \(error)")
        }
    }()

    private static func load(_ url: URL) throws -> [ConformanceCase] {
        let json = try JSONReader.read(Array(Data(contentsOf: url)))
        guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)), let cases = json["cases"]?.array else {
            throw JSONReader.Mistake(description: "\(url.lastPathComponent) has no cases of a known kind")
        }
        let file = url.deletingPathExtension().lastPathComponent
        return cases.map { ConformanceCase(file: file, name: $0["name"]?.string ?? "", kind: kind, json: $0) }
    }
}

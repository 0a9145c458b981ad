import Foundation
import Hydrangea
import Testing

/// One question that the oracle was asked, and its answer.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
    /// What a case asks for; the name that its file gives.
    enum Kind: String, Sendable, CaseIterable {
        case compose, sweep, multirun, override, dotenv
        case overrideDirname = "override_dirname"
    }

    let file: String
    let name: String
    let kind: Kind
    /// The whole case as its file holds it.
    let json: JSON

    /// What the lists of cases call it: `02-groups/absolute-group`.
    var id: String { "\(file)/\(name)" }
    var testDescription: String { id }

    var configName: String? { json["config_name"]?.string }
    var overrides: [String] { json["overrides"]?.strings ?? [] }
    /// The complete environment of the call.
    var environment: [String: String] { ConformanceCase.texts(json["env"]) }
    /// The config directory and those beside it: name → path → text.
    var directories: [String: [String: String]] {
        var directories = ["conf": ConformanceCase.texts(json["files"])]
        for member in json["extra_dirs"]?.members ?? [] {
            directories[member.key] = ConformanceCase.texts(member.value)
        }
        return directories
    }

    /// The oracle's answer by one release's rules.
    func expectation(_ rules: RuleSet) -> JSON {
        (rules == .hydra1_3 ? json["expect_1_3"] : nil) ?? json["expect"] ?? .null
    }

    private static func texts(_ json: JSON?) -> [String: String] {
        Dictionary((json?.members ?? []).map { ($0.key, $0.value.string ?? "") }) { $1 }
    }
}

extension ConformanceCase {
    /// The folder that holds the cases.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Cases")

    /// The cases of one kind that shall run, in the order of their files.
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

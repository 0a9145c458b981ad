import Foundation
import HydrangeaFiles
import HydrangeaTree
import HydrangeaYAML
import TestSupport
import Testing
@testable import HydrangeaRun

@Suite struct RecordSchemaTests {
    @Test func theSchemaInTheRepositoryIsTheOneInTheProgram() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: package.appending(path: "Schemas/record-1.schema.json"), encoding: .utf8)
        #expect(text == RunRecord.schema)
    }

    private var facts: RunRecord.Facts {
        RunRecord.Facts(
            arguments: ["train"], workingDirectory: "/w", fingerprint: Fingerprint(of: []), job: .init(name: "train"),
            machine: RunRecord.Machine(environment: [:]), start: Run.Moment.now().utc)
    }

    /// A record with all facts.
    private func full() throws -> RunRecord.Facts {
        var facts = facts
        let print = Fingerprint(of: "x".utf8)
        facts.seed = .max
        facts.origin = .init(
            kind: .rerun, directory: "/a", record: "/a/.hydra", fingerprint: print, differences: ["host: a then, b now"]
        )
        facts.rank = Run.Rank(environment: ["RANK": "0", "WORLD_SIZE": "2"])
        facts.environmentFiles = [.init(path: "/w/.env", names: ["A"])]
        facts.git = RunRecord.GitState(
            commit: "abc1", branch: "main", isDirty: true, untracked: ["x"],
            diff: .init(sha256: print, bytes: 1, file: nil))
        facts.machine.gpus = [RunRecord.GPU(name: "H100", uuid: "GPU-1", driver: "555", memory: "81559 MiB")]
        facts.data = [try data()]
        facts.objective = .nan
        facts.results = .init(
            values: [.init(name: "loss", value: .infinity)], files: [.init(path: "a", sha256: nil, bytes: nil)])
        facts.close(at: .now(), signal: SIGTERM)
        return facts
    }

    private func data() throws -> RunRecord.DataFingerprint {
        let scratch = try Scratch()
        try scratch.write("d.csv", "1,2\n")
        try scratch.write("d.csv.dvc", "outs:\n- md5: 0\n  hash: md5\n  path: d.csv\n")
        return try RunRecord.DataFingerprint(of: scratch("d.csv"), FileHash())
    }

    @Test func recordsAreOfTheFormThatTheSchemaDescribes() throws {
        let schema = try read(RunRecord.schema)
        #expect(SchemaCheck(schema).problems(in: try read(try facts.json)) == [])
        #expect(SchemaCheck(schema).problems(in: try read(try full().json)) == [])
    }

    @Test func everyKeyOfARecordIsDescribed() throws {
        let described = try #require(try read(RunRecord.schema)["properties"] as? [String: Any])
        #expect(Set(described.keys) == Set(try read(try facts.json).keys))
    }

    @Test func theCheckFindsWhatIsWrong() throws {
        var record = try read(try facts.json)
        record["status"] = "lost"
        record["machine"] = nil
        record["start"] = 7
        #expect(SchemaCheck(try read(RunRecord.schema)).problems(in: record).count == 3)
    }

    private func read(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}

/// The part of JSON Schema that the record's schema uses.
private struct SchemaCheck {
    let root: [String: Any]

    init(_ root: [String: Any]) { self.root = root }

    func problems(in value: Any) -> [String] { problems(value, root, "record") }

    private func problems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        if let reference = schema["$ref"] as? String, let name = reference.split(separator: "/").last,
            let target = (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
        {
            found += problems(value, target, path)
        }
        if let types = schema["type"].map({ $0 as? [String] ?? [$0 as? String ?? ""] }),
            !types.contains(where: { isOf(value, $0) })
        {
            return found + ["\(path) is no \(types)"]
        }
        if let options = schema["anyOf"] as? [[String: Any]],
            !options.contains(where: { problems(value, $0, path).isEmpty })
        {
            found.append("\(path) is none of its kinds")
        }
        if let values = schema["enum"] as? [String], !values.contains(value as? String ?? "") {
            found.append("\(path) is none of \(values)")
        }
        if let constant = schema["const"] as? Int, value as? Int != constant {
            found.append("\(path) is not \(constant)")
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            found.append("\(path) is not like \(pattern)")
        }
        if let object = value as? [String: Any] {
            for key in schema["required"] as? [String] ?? [] where object[key] == nil {
                found.append("\(path).\(key) is missing")
            }
            for (key, part) in schema["properties"] as? [String: [String: Any]] ?? [:] {
                if let value = object[key] { found += problems(value, part, "\(path).\(key)") }
            }
        }
        if let items = value as? [Any], let part = schema["items"] as? [String: Any] {
            for (index, item) in items.enumerated() { found += problems(item, part, "\(path)[\(index)]") }
        }
        return found
    }

    private func isOf(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "boolean": (value as? NSNumber).map { isBoolean($0) } ?? false
        case "integer":
            (value as? NSNumber).map { !isBoolean($0) && $0.doubleValue.rounded() == $0.doubleValue } ?? false
        case "number": (value as? NSNumber).map { !isBoolean($0) } ?? false
        default: false
        }
    }

    private func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}

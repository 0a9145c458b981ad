import Hydrangea
@testable import HydrangeaRun

extension ConformanceCase {
    /// The variables in the case's `.env` text, the differences when it is read as a file, and the result of loading
    /// it.
    func environmentFile() throws(ConfigError) -> JSON {
        let text = json["text"]?.string ?? ""
        let file = DotEnv(SourceText(.file(".env"), text: text))
        let values = try file.values(environment: environment)
        let fromFile = try DotEnv(SourceText(.file(".env"), bytes: DotEnv.unifyingLineBreaks(Array(text.utf8)))).values(
            environment: environment)
        var members = [JSON.Member(key: "expect", value: object(values))]
        if object(fromFile) != object(values) {
            members.append(JSON.Member(key: "expect_file", value: object(fromFile)))
        }
        if !file.droppedLines.isEmpty {
            members.append(JSON.Member(key: "warn_lines", value: .array(file.droppedLines.map { .number("\($0)") })))
        }
        members.append(JSON.Member(key: "load", value: loaded(file, keys: values.map(\.key))))
        members.append(JSON.Member(key: "kept", value: .strings(values.map(\.key).filter { environment[$0] != nil })))
        return .object(members)
    }

    private func loaded(_ file: DotEnv, keys: [String]) -> JSON {
        do throws(ConfigError) {
            let added = try file.additions(to: environment)
            return object(
                keys.compactMap { key in
                    if let kept = environment[key] { return (key, kept) }
                    return added.first { sameText($0.key, key) }.map { (key, $0.value) }
                })
        } catch {
            return ["error": true]
        }
    }

    private func object(_ values: [(key: String, value: String?)]) -> JSON {
        .object(values.map { JSON.Member(key: $0.key, value: $0.value.map(JSON.string) ?? .null) })
    }

    /// The oracle's answer in the same format.
    var expectedEnvironmentFile: JSON {
        .object(
            ["expect", "expect_file", "warn_lines", "load", "kept"].compactMap { key in
                json[key].map { JSON.Member(key: key, value: $0["error"] != nil ? ["error": true] : $0) }
            })
    }
}

@testable import Hydrangea
import TestSupport
import Testing

/// Tests with randomly nested config types that everything in the help page and the template is accepted.
@Suite struct SettableKeyTests {
    private func trying(_ seed: UInt64, depth: Int, _ body: (any Composing.Type) throws -> Void) throws {
        var random = Repeatable(seed: seed)
        func whole<Part: ConfigForm>(_ part: Part.Type) -> any Composing.Type { Trial<WholeForm<Part>>.self }
        try body(whole(Nesting.form(&random, depth: 1 + random.below(depth))))
    }

    @Test(arguments: 0..<30 as Range<UInt64>) func everyKeyOfTheHelpPageCanBeSet(seed: UInt64) throws {
        try trying(seed, depth: 4) { trial in
            let keys = SettableKey.all(in: trial.schema.expanded)
            #expect(Set(keys.filter { !$0.isChoice }.map(\.name)) == Set(trial.schema.keys.map(\.name)))
            for key in keys {
                let override = "\(key.path)=\(FlowText.of(key.value))"
                let (config, mistakes) = try trial.composed(FlowText.of(key.config) + "\n", [override])
                #expect(Self.ofKeys(mistakes).isEmpty, "\(key.config) \(override)\n\(mistakes)")
                let found = try #require(config[ConfigPath(key.path)], "\(key.name)")
                if !key.value.isContainer { #expect(found == key.value, "\(key.name)") }
            }
        }
    }

    /// The errors except missing values, because other keys may be required too.
    private static func ofKeys(_ mistakes: [Diagnostic]) -> [Diagnostic] {
        mistakes.filter { $0.code != .missingValue }
    }

    @Test(arguments: 100..<130 as Range<UInt64>) func everythingInTheTemplateIsAccepted(seed: UInt64) throws {
        try trying(seed, depth: 3) { trial in
            let template = ConfigTemplate(schema: trial.schema, groups: []).text
            var waiting = [template]
            var seen: Set<String> = []
            while let text = waiting.popLast(), seen.count < 100 {
                guard seen.insert(text).inserted else { continue }
                let mistakes = Self.ofKeys(try trial.composed(text, []).mistakes)
                #expect(mistakes.isEmpty, "\(text)\n\(mistakes)")
                waiting += Self.uncommented(text)
            }
        }
    }

    /// All templates that result from uncommenting one alternative of one comment, in the place of the value above it.
    private static func uncommented(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func mark(_ line: String) -> String? {
            let indent = line.prefix { $0 == " " }
            return line.dropFirst(indent.count).hasPrefix("#   ") ? indent + "#   " : nil
        }
        var found: [String] = []
        for start in lines.indices {
            guard let mark = mark(lines[start]), start == 0 || !lines[start - 1].hasPrefix(mark) else { continue }
            let indent = mark.dropLast(4)
            let end = lines[start...].firstIndex { !$0.hasPrefix(mark) } ?? lines.endIndex
            func isKey(_ line: String) -> Bool {
                line.hasPrefix(indent) && line.dropFirst(indent.count).first.map { !" #-".contains($0) } == true
            }
            guard let key = lines[..<start].lastIndex(where: isKey) else { continue }
            let name = lines[key].prefix { $0 != ":" } + ":"
            for alternative in lines[start..<end].split(separator: mark + "or:") {
                var new = Array(lines[..<key])
                new.append(String(name))
                for line in alternative { new.append(indent + "  " + line.dropFirst(mark.count)) }
                new += lines[end...]
                found.append(new.joined(separator: "\n"))
            }
        }
        return found
    }
}

/// A trial that only composes.
private protocol Composing {
    static var schema: ConfigSchema { get }
    /// The config composed from a file and overrides, and its errors.
    static func composed(_ text: String, _ overrides: [String]) throws -> (config: ConfigNode, mistakes: [Diagnostic])
}

extension Trial: Composing {
    fileprivate static var schema: ConfigSchema { ConfigSchema(of: Form.self) }

    fileprivate static func composed(_ text: String, _ overrides: [String]) throws -> (
        config: ConfigNode, mistakes: [Diagnostic]
    ) {
        let trial = try Trial(Form.self, text: text)
        let composition = try trial.program(overrides).compose()
        return (try composition.resolved(), ConfigDecoder().mistakes(in: try composition.resolved(), as: Form.self))
    }
}

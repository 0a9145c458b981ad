import Foundation
import Hydrangea
import Testing

/// The names that `import Hydrangea` brings into a program, beside those of swift-log.
struct ExportedNamesTests {
    private struct Point { var x = 0 }

    @Test func aKeyPathIsSwifts() {
        let path: KeyPath<Point, Int> = \.x
        #expect(Point(x: 3)[keyPath: path] == 3)
    }

    /// A short general name, such as `Job` or `Machine`, would meet the program's own: nest it in the type that it
    /// belongs to, as `RunRecord.Machine` is.
    @Test func noOtherNameIsExported() throws {
        let names = try Self.modules.flatMap(Self.namesAtTop)
        #expect(names.count > 50)
        #expect(Set(names).subtracting(Self.meant) == [])
    }

    private static let modules = [
        "Hydrangea", "HydrangeaCompose", "HydrangeaDecode", "HydrangeaGrammar", "HydrangeaResolve", "HydrangeaRun",
        "HydrangeaSweep", "HydrangeaTree", "HydrangeaYAML",
    ]

    private static let meant: Set<String> = [
        "AppConfiguration", "BasicLauncher", "BasicSweeper", "BigInteger", "Component", "ComponentFamily",
        "Composer", "Composition", "ConfigConvertible", "ConfigDecoder", "ConfigEncoder", "ConfigError", "ConfigGroup",
        "ConfigIssues", "ConfigKey", "ConfigMapping", "ConfigNode", "ConfigOption", "ConfigPath", "ConfigSchema",
        "ConfigSource", "DefaultsList", "DefaultsOutline", "DefaultsTreeEntry", "Diagnostic", "DiagnosticRenderer",
        "DirectorySource", "DocumentedConfig", "DotEnv", "EnvironmentFiles", "ErrorWithExitStatus", "Explanation",
        "Fingerprint", "HydrangeaApp", "Interpolator", "JSONSchema", "JobLogging", "Launcher", "Mandatory",
        "MemorySource", "Multirun", "NodeLimit", "Origin", "Override", "RandomStream", "Registry",
        "ResolverCall", "ResolverContext", "Resolvers", "Compatibility", "Run", "RunCallback", "RunCondition",
        "RunFinder",
        "Redactor", "RunPath", "RunRecord", "RunRow", "SchemaKey", "Secret", "SecretRules", "SeedSettings",
        "SourceText", "SourcedConfig", "StructuredConfig", "SweepJob", "SweepJobResult", "Sweeper",
        "ValidatableConfig", "YAMLReader", "YAMLWriter", "sweep", "withConfig",
    ]

    /// The public declarations that begin a line of a module's files: nested ones are indented.
    private static func namesAtTop(of module: String) throws -> [String] {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = package.appending(path: "Sources/\(module)")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        let declaration =
            /^(?:@\w+ )*public (?:final |indirect )?(?:struct|class|enum|protocol|actor|typealias|func) (\w+)/
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
                line.prefixMatch(of: declaration).map { String($0.1) }
            }
        }
    }
}

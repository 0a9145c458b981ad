#if SwiftConfiguration
import Configuration
import Hydrangea
import HydrangeaConfiguration
import Testing

/// Tests of reading a composition through swift-configuration, as a library does.
struct CompositionProviderTests {
    private static func composition(_ overrides: String...) throws -> Composition {
        let yaml = """
            host: example.org
            http:
              host: ${host}
              timeout: 15
              ratio: 2
              verbose: false
              proxy: null
              token: ???
              ports: [80, 443]
              names: [a, b]
            """
        return try Composer([MemorySource(yaml: ["config": yaml])]).compose("config", overrides: overrides)
    }

    @Test func valuesOfEveryTypeAreFound() throws {
        let reader = ConfigReader(provider: try CompositionProvider(try Self.composition("http.timeout=30"))).scoped(
            to: "http")
        #expect(reader.string(forKey: "host") == "example.org")
        #expect(reader.int(forKey: "timeout") == 30)
        #expect(reader.double(forKey: "ratio") == 2)
        #expect(reader.bool(forKey: "verbose") == false)
        #expect(reader.intArray(forKey: "ports") == [80, 443])
        #expect(reader.stringArray(forKey: "names") == ["a", "b"])
    }

    @Test(arguments: ["http.proxy", "http.token", "http.nothing", "other"]) func whatIsNotGivenIsLeftToTheNextProvider(
        key: String
    ) throws {
        let reader = ConfigReader(provider: try CompositionProvider(try Self.composition()))
        #expect(reader.string(forKey: ConfigKey(key), default: "other") == "other")
    }

    @Test func aValueOfAnotherTypeIsReportedWithThePlaceWhereItWasWritten() throws {
        let provider = try CompositionProvider(try Self.composition())
        #expect {
            _ = try provider.value(forKey: AbsoluteConfigKey(["http", "host"]), type: .int)
        } throws: { error in
            "\(error)" == """
                config.yaml:1:7: error: 'http.host' expects an integer, found text
                  1 | host: example.org
                            ^~~~~~~~~~~
                """
        }
    }

    @Test(arguments: [("password", true), ("timeout", false)]) func aSecretIsMarkedAsOne(name: String, isSecret: Bool)
        throws
    {
        let provider = try CompositionProvider(try Self.composition("+http.password=15"))
        #expect(try provider.value(forKey: AbsoluteConfigKey(["http", name]), type: .int).value?.isSecret == isSecret)
    }

    @Test func aPartOfAConfigCanBeOffered() throws {
        let part = try #require(try Self.composition().value(at: "http"))
        #expect(ConfigReader(provider: CompositionProvider(config: part)).int(forKey: "timeout") == 15)
    }

    @Test func aConfigThatCannotBeResolvedIsNotOffered() throws {
        let composition = try Self.composition("+other=${nowhere}")
        #expect(throws: ConfigError.self) { try CompositionProvider(composition) }
    }
}
#endif

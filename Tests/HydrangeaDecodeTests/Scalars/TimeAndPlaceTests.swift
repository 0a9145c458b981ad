import Foundation
import HydrangeaDecode
import HydrangeaTree
import Testing

private struct One<Value: Codable & Equatable & Sendable>: Codable, Equatable { var value: Value }

private func decoded<Value: Codable & Equatable & Sendable>(_ node: ConfigNode, as type: Value.Type = Value.self) throws
    -> Value
{
    try ConfigDecoder().decode(One<Value>.self, from: ["value": node]).value
}

@Suite struct DurationTests {
    @Test(arguments: [
        ("90s", Duration.seconds(90)), ("90", .seconds(90)), ("1h30m", .seconds(5400)), ("1.5h", .seconds(5400)),
        ("250ms", .milliseconds(250)),
        ("2d", .seconds(172_800)), ("10us", .microseconds(10)), ("-5min", .seconds(-300)), ("0.1s", .milliseconds(100)),
        ("7ns", .nanoseconds(7)),
    ])
    func aDurationIsANumberAndAUnit(text: String, duration: Duration) throws {
        #expect(try decoded(ConfigNode(.string(text))) == duration)
    }

    @Test func aNumberCountsSeconds() throws {
        #expect(try decoded(90, as: Duration.self) == .seconds(90))
        #expect(try decoded(0.1, as: Duration.self) == .milliseconds(100))
        #expect(try decoded(["a": "5m"], as: [String: Duration?].self) == ["a": .seconds(300)])
    }

    @Test(arguments: [
        "", "-", "s", "1x", "1h30", "1..5s", "1.s", ".5s", "1 s", "99999999999999999999d", "1h-3m", "٣s",
        "170141183460469231731687303715884105727ns",
    ])
    func whatIsNoDurationIsToldWhatOneLooksLike(text: String) {
        #expect(
            message(One<Duration>.self, ["value": ConfigNode(.string(text))])
                == "error: 'value' expects a duration like 90s, 1h30m or 250ms, found text")
    }

    @Test(arguments: [
        (Duration.zero, "0s"), (.seconds(90), "1m30s"), (.seconds(7200), "2h"), (.milliseconds(-250), "-250ms"),
        (.milliseconds(1500), "1.5s"),
        (.nanoseconds(1), "0.000000001s"), (.seconds(Int64.max), "2562047788015215h30m7s"),
        (.seconds(Int64.min), "-2562047788015215h30m8s"),
    ])
    func aDurationIsWrittenAsText(duration: Duration, text: String) throws {
        #expect(try ConfigEncoder().encode(duration) == ConfigNode(.string(text)))
        #expect(try decoded(ConfigNode(.string(text))) == duration)
    }
}

@Suite struct FoundationValueTests {
    @Test(arguments: [
        ("2026-11-23", 1_795_392_000.0), ("2026-11-23T07:29:03Z", 1_795_418_943),
        ("2026-11-23 08:29:03+01:00", 1_795_418_943),
        ("2026-11-23t07:29", 1_795_418_940), ("2026-11-23T07:29:03.25-0030", 1_795_420_743.25), ("1970-01-01", 0),
        ("2024-02-29", 1_709_164_800),
        ("0001-01-01", -62_135_596_800),
    ])
    func aDateIsWrittenAsText(text: String, seconds: Double) throws {
        #expect(try decoded(ConfigNode(.string(text))) == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "", "today", "2026-13-01", "2025-02-29", "2026-11-31", "2026-11-23T", "2026-11-23T24:00",
        "2026-11-23T07:29:03+25:00", "0000-01-01",
    ])
    func whatIsNoDateIsToldWhatOneLooksLike(text: String) {
        #expect(
            message(One<Date>.self, ["value": ConfigNode(.string(text))])
                == "error: 'value' expects a date like 2026-11-23 or 2026-11-23T07:29:03Z, found text")
    }

    @Test(arguments: [
        (Date(timeIntervalSinceReferenceDate: 0), "2001-01-01T00:00:00Z"),
        (Date(timeIntervalSince1970: 1_795_418_943.5), "2026-11-23T07:29:03.5Z"),
        (Date(timeIntervalSince1970: -1), "1969-12-31T23:59:59Z"),
        (Date(timeIntervalSince1970: 951_782_399), "2000-02-28T23:59:59Z"),
        (Date(timeIntervalSince1970: 951_782_400), "2000-02-29T00:00:00Z"),
    ])
    func aDateIsEncodedAsText(date: Date, text: String) throws {
        #expect(try ConfigEncoder().encode([date]) == [ConfigNode(.string(text))])
    }

    @Test func everyDayIsItsOwnText() throws {
        for day in stride(from: -700_000, through: 2_900_000, by: 997) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 0.123456)
            let node = try ConfigEncoder().encode(date)
            #expect(try ConfigDecoder().decode(Date.self, from: node) == date)
        }
    }

    @Test func urlsAndBytesAreReadAndWritten() throws {
        let url = try #require(URL(string: "https://example.org/a?b=c"))
        #expect(try decoded("https://example.org/a?b=c") == url)
        #expect(try ConfigEncoder().encode(One(value: url)) == ["value": "https://example.org/a?b=c"])
        #expect(try decoded(ConfigNode(.bytes([1, 2, 255]))) == Data([1, 2, 255]))
        #expect(try decoded([1, 2, 255]) == Data([1, 2, 255]))
        #expect(try decoded("AQL/") == Data([1, 2, 255]))
        #expect(try decoded("AQ==") == Data([1]))
        #expect(try decoded("") == Data())
        #expect(try decoded(ConfigNode(.bytes([1, 2, 255]))) == [UInt8(1), 2, 255])
        #expect(
            try ConfigEncoder().encode(One(value: Data([1, 2, 255]))) == ["value": ConfigNode(.bytes([1, 2, 255]))])
    }

    @Test func aWrongValueIsReportedBesideTheOthers() {
        struct All: Codable { var url: URL, date: Date, data: Data, wait: Duration, id: UUID, count: Int }
        #expect(
            message(All.self, yaml("url: [a]\ndate: 5\ndata: abc\nwait: long\nid: x\ncount: y\n")) == """
                conf/config.yaml:1:6: error: 'url' expects a URL, found a list
                  1 | url: [a]
                           ^~~
                conf/config.yaml:2:7: error: 'date' expects a date like 2026-11-23 or 2026-11-23T07:29:03Z, found 5
                  2 | date: 5
                            ^
                conf/config.yaml:3:7: error: 'data' expects binary data in base 64, found text
                  3 | data: abc
                            ^~~
                conf/config.yaml:4:7: error: 'wait' expects a duration like 90s, 1h30m or 250ms, found text
                  4 | wait: long
                            ^~~~
                conf/config.yaml:5:5: error: 'id' expects a UUID, found text
                  5 | id: x
                          ^
                conf/config.yaml:6:8: error: 'count' expects an integer, found text
                  6 | count: y
                             ^
                """)
    }
}

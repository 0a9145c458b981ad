import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Fuzz tests: no text crashes the parser, each error is located in the text, and printed jobs can be parsed again.
struct GrammarFuzzTests {
    private static let overrides = [
        "train.lr=0.1", "+model@pkg.a:b=x,y", "~a.b=c", "++a=[1,2.5,{b: 'c d'},null]",
        "a=sort(choice(3,1,2),reverse=true)",
        "a=shuffle(range(1,10,3))", "a='it\\'s ${b:1,[x]}'", "a=tag(x,y,interval(1,2))", "a=int([1.5,'2'])",
        "a=glob([a*,b?],exclude=c)",
        "a\\=b=x", "a=1e5,-.inf,0x1f,1_000,true", "a=extend_list(1,2)", "a=json_str({x: [1]})",
    ]
    private static let interpolations = [
        "${a.b[0].c}", "x${..a}y${oc.env:HOME,null}", "\\${a}", "\\\\${a}",
        "${f:1,-2.5,true,null,a b,'q ${x}',[1,,2],{k: v}}",
        "${a.${b}.c}", "${oc.select: x , 'y'}", "${f:\"a\\\"b\",???}",
    ]
    private static let pieces: [[UInt8]] = [
        "${", "}", "[", "]", "{", "(", ")", ",", ":", "=", "'", "\"", "\\", " ", ".", "@", "~", "#", "é", "😀", "\u{0}",
        "\n", "1e9999",
        "99999999999999999999", "range(", "int(", "-", "_", "nan", "???",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<8) func noOverrideTraps(_ seed: UInt64) {
        var random = Steps(state: seed)
        for _ in 0..<300 {
            let text = mutated(Self.overrides, &random)
            for compatibility in [Compatibility.hydra1_4, .hydra1_3] {
                do throws(ConfigError) {
                    let override = try Override(parsing: text, argument: 1, compatibility: compatibility)
                    #expect(!override.jsonForm(compatibility: compatibility).isEmpty)
                    guard
                        let jobs = try? JobList([override], compatibility: compatibility, options: { _ in ["a", "1"] })
                    else {
                        continue
                    }
                    for (index, job) in jobs.prefix(1000).enumerated() {
                        // A job has the value that its text is read as, or the same mistake.
                        let read = Result {
                            try job.map { try Override(parsing: $0, argument: 1, compatibility: compatibility) }
                        }
                        let given = Result { try jobs.overrides(ofJob: index) ?? [] }
                        #expect((try? given.get()).map(Self.shown) == (try? read.get()).map(Self.shown), "\(text)")
                        #expect((try? given.get())?.map(\.text) ?? job == job)
                    }
                } catch {
                    check(error, text)
                }
            }
        }
    }

    /// Overrides as text: NaN is not equal to itself.
    private static func shown(_ overrides: [Override]) -> [String] {
        overrides.map { $0.jsonForm(compatibility: .hydra1_4) }
    }

    @Test(arguments: 0..<8) func noInterpolationTraps(_ seed: UInt64) {
        var random = Steps(state: seed)
        for _ in 0..<300 {
            let text = mutated(Self.interpolations, &random)
            let source = SourceText(.argument(1), text: text)
            for compatibility in [Compatibility.hydra1_4, .hydra1_3] {
                do throws(ConfigError) {
                    let parsed = try InterpolatedText(
                        parsing: text, origin: Origin(source), compatibility: compatibility)
                    #expect(InterpolatedText.mayInterpolate(text) || parsed.lone == nil, "from \(text)")
                } catch {
                    check(error, text)
                }
            }
        }
    }

    /// An error has one line and a place in the text or at its end.
    private func check(_ error: ConfigError, _ text: String) {
        for diagnostic in error.diagnostics {
            #expect(!diagnostic.message.contains("\n"), "from \(text)")
            let lines =
                diagnostic.origin.source.map { source in (1...).lazy.prefix { source.line($0) != nil }.count } ?? 0
            #expect((1...max(lines, 1)).contains(diagnostic.origin.position.line), "from \(text)")
        }
        #expect(!error.description.isEmpty)
    }

    private func mutated(_ seeds: [String], _ random: inout Steps) -> String {
        var bytes = Array(seeds[random.next(seeds.count)].utf8)
        for _ in 0...random.next(4) {
            let place = random.next(bytes.count + 1)
            switch random.next(3) {
            case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next(256))
            case 1 where place < bytes.count: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.next(5)))
            default: bytes.insert(contentsOf: Self.pieces[random.next(Self.pieces.count)], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A small random number generator with a fixed seed, so that failures can be repeated.
    private struct Steps {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}

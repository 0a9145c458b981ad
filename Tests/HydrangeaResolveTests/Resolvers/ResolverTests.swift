import HydrangeaResolve
import HydrangeaTree
import Testing

@Suite struct ResolverTests {
    private func value(_ text: String, in tree: ConfigNode = [:], _ context: ResolverContext = ResolverContext()) throws
        -> ConfigNode
    {
        try Interpolator(context: context).value(of: ConfigNode(.string(text)), in: tree)
    }

    @Test(
        arguments: [
            ("${oc.env:N}", "12"), ("${oc.env:X,1.50}", "1.5"), ("${oc.env:X,null}", .null),
            ("${oc.env:X,[a,true]}", "['a', True]"),
        ] as [(String, ConfigNode)])
    func environmentVariablesAreText(_ text: String, _ expected: ConfigNode) throws {
        #expect(try value(text, in: [:], ResolverContext(environment: ["N": "12"])) == expected)
    }

    @Test(
        arguments: [
            ("'12'", 12), ("'1e3'", 1000.0), ("'[1, {a: x}]'", [1, ["a": "x"]]), ("'yes'", "yes"), ("'[\\${x}]'", [5]),
        ] as [(String, ConfigNode)])
    func decodingReadsAsArgumentsAreRead(_ argument: String, _ expected: ConfigNode) throws {
        #expect(try value("${oc.decode:\(argument)}", in: ["x": 5]) == expected)
    }

    @Test func whatIsCreatedCanBeReferredInto() throws {
        let tree: ConfigNode = ["m": ["v": 5, "a": "${oc.create:{x: 1, y: ${.v}}}", "b": "${.a.y}"]]
        #expect(try Interpolator().resolve(tree) == ["m": ["v": 5, "a": ["x": 1, "y": 5], "b": 5]])
    }

    @Test func createdListsAndKeysResolveInAWholeTree() throws {
        let tree: ConfigNode = ["a": "${oc.create:[0, 1]}", "y": ["k": 1], "x": "${oc.dict.keys:y}"]
        #expect(try Interpolator().resolve(tree) == ["a": [0, 1], "y": ["k": 1], "x": ["k"]])
    }

    @Test func aCopyThatIsCreatedMovesRelativeReferences() throws {
        let tree: ConfigNode = [
            "b": 7, "m": ["a": "${..b}"], "n": ["b": 2, "c": "${oc.create:${m}}", "d": "${oc.select:m}"],
        ]
        #expect(try Interpolator().value(at: "n", in: tree) == ["b": 2, "c": ["a": 2], "d": ["a": 7]])
    }

    @Test func yamlTextIsReadByTheContextsReader() throws {
        let context = ResolverContext(readYAML: { text throws(ConfigError) in ["read": ConfigNode(.string(text))] })
        #expect(try value("${oc.create:'a: 1'}", in: [:], context) == ["read": "a: 1"])
    }

    @Test func selectGivesItsDefaultForWhatIsAbsentOrMissing() throws {
        let tree: ConfigNode = ["a": 1, "n": .null, "m": "???"]
        #expect(
            try value(
                "${oc.create:[${oc.select:a,5},${oc.select:n,5},${oc.select:m,5},${oc.select:a.b,5},${oc.select:x}]}",
                in: tree) == [1, .null, 5, 5, .null])
    }

    @Test func valuesOfAMappingAreReadWhereTheyStand() throws {
        let tree: ConfigNode = ["k": 5, "m": ["x": "${..k}", "y": "${.x}"], "n": ["v": "${oc.dict.values:..m}"]]
        #expect(try Interpolator().value(at: "n.v", in: tree) == [5, 5])
    }

    @Test(
        arguments: [
            ("int,' 1_0 '", 10), ("float,'infinity'", ConfigNode(.float(.infinity))), ("bool,'off'", false),
            ("bool,2", true), ("str,1.50", "1.5"),
        ] as [(String, ConfigNode)])
    func coercionTakesWhatPythonTakes(_ arguments: String, _ expected: ConfigNode) throws {
        #expect(try value("${oc.coerce:\(arguments)}") == expected)
    }

    @Test func nowTellsTheContextsMoment() throws {
        #expect(
            try value("${now:%f%% at ${oc.env:X,noon}}", in: [:], ResolverContext(now: 1_700_000_000.25))
                == "250000% at noon")
        #expect(try value("${now:'%Y'}", in: [:], ResolverContext(now: 1_700_000_000)) == "2023")
    }

    @Test func hydraIsReadFromTheTreeBesideTheConfig() throws {
        let whole: ConfigNode = ["name": "x", "hydra": ["job": ["name": "app", "id": "${hydra.job.name}-${name}"]]]
        let context = ResolverContext(hydra: whole)
        #expect(try value("${hydra:job.id}", in: ["name": "x"], context) == "app-x")
        #expect(try value("${hydra:nope}", in: [:], context) == .null)
    }

    @Test func overridesNameADirectory() throws {
        let hydra: ConfigNode = [
            "overrides": ["task": ["lr=1", "b=${a}", "seed=3"]],
            "job": ["config": ["override_dirname": ["kv_sep": "-", "item_sep": "_", "exclude_keys": ["seed"]]]],
        ]
        #expect(try value("${hydra_override_dirname:}", in: ["a": 5, "hydra": hydra]) == "b-5_lr-1")
        #expect(
            try value("${hydra_override_dirname:{exclude_keys: [lr, b]}}", in: ["a": 5, "hydra": hydra]) == "seed=3")
    }

    @Test func aResolverSeesTheWholeCall() throws {
        let resolvers = Resolvers.standard.registering("where") { (call: ResolverCall) in
            [
                ConfigNode(.string(call.path.description)), ConfigNode(.int(call.arguments.count)), call.arguments[0],
                call.root["k"] ?? .null,
            ]
        }
        let tree: ConfigNode = ["k": 3, "m": ["a": "${where:${o},2}"], "o": ["x": "${k}"]]
        #expect(try Interpolator(resolvers: resolvers).value(at: "m.a", in: tree) == ["m.a", 2, ["x": 3], 3])
    }

    @Test func aCachedCallIsMadeOnceForTheSameArguments() throws {
        let counter = Counter()
        let resolvers = Resolvers.standard.registering("next", cached: true) { (_: String) in counter.next() }
        let tree: ConfigNode = ["a": "${next:x}", "b": "${next:x}", "c": "${next:y}"]
        #expect(try Interpolator(resolvers: resolvers).resolve(tree) == ["a": 1, "b": 1, "c": 2])
    }

    private enum Unit: String, CaseIterable, ConfigConvertible { case seconds, steps }
    private enum Level: Int, ConfigConvertible { case low = 1, high }

    @Test func anEnumWithRawValuesIsAnArgumentAndAResult() throws {
        let resolvers = Resolvers.standard
            .registering("next") { (unit: Unit) in unit == .seconds ? Unit.steps : .seconds }
            .registering("raise") { (_: Level) in Level.high }
        let interpolator = Interpolator(resolvers: resolvers)
        #expect(try interpolator.value(of: "${next:seconds}", in: [:]) == "steps")
        #expect(try interpolator.value(of: "${raise:1}", in: [:]) == 2)
        let error = #expect(throws: ConfigError.self) { try interpolator.value(of: "${next:hours}", in: [:]) }
        #expect(
            error?.diagnostics.first?.message
                == "argument 1 of resolver 'next' must be one of seconds, steps, is text")
        #expect(throws: ConfigError.self) { try interpolator.value(of: "${raise:3}", in: [:]) }
    }

    @Test func typedArgumentsMayBeOptionalAndLists() throws {
        let resolvers = Resolvers.standard.registering("sum") { (numbers: [Int], start: Int?) in
            numbers.reduce(start ?? 0, +)
        }
        let tree: ConfigNode = ["l": ["${one}", 2], "one": 1, "a": "${sum:${l},null}", "b": "${sum:[${one},4],10}"]
        #expect(try Interpolator(resolvers: resolvers).value(at: "a", in: tree) == 3)
        #expect(try Interpolator(resolvers: resolvers).value(at: "b", in: tree) == 15)
    }
}

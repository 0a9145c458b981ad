import HydrangeaResolve
import HydrangeaTree
import Testing

@Suite struct ReferenceTests {
    let interpolator = Interpolator()

    @Test func aLoneReferenceKeepsTheTypeOfItsValue() throws {
        let resolved = try interpolator.resolve(["a": 1, "b": "${a}", "l": [1, .null], "k": "${l}", "t": "${a} "])
        #expect(resolved == ["a": 1, "b": 1, "l": [1, .null], "k": [1, .null], "t": "1 "])
    }

    @Test func textHoldsValuesAsPythonSpellsThem() throws {
        let tree: ConfigNode = [
            "v": [true, .null, 1.0, 1e16, ["k": "it's"], "tab\t\u{200B}"],
            "t": "${v[0]} ${v[1]} ${v[2]} ${v[3]} ${v[4]} ${v[5]}|${v}",
        ]
        #expect(
            try interpolator.value(at: "t", in: tree)
                == "True None 1.0 1e+16 {'k': \"it's\"} tab\t\u{200B}|[True, None, 1.0, 1e+16, {'k': \"it's\"}, 'tab\\t\\u200b']"
        )
    }

    @Test func aContainerInsideTextIsWrittenAsItStands() throws {
        let tree: ConfigNode = ["m": ["a": "${b}"], "b": 1, "t": "x${m}"]
        #expect(try interpolator.value(at: "t", in: tree) == "x{'a': '${b}'}")
    }

    @Test func relativeReferencesAreReadWhereTheyStand() throws {
        let tree: ConfigNode = ["x": ["v": 1, "m": ["r": "${..v}"]], "y": ["v": 2, "m": "${x.m}"]]
        #expect(try interpolator.resolve(tree) == ["x": ["v": 1, "m": ["r": 1]], "y": ["v": 2, "m": ["r": 1]]])
    }

    @Test func aReferenceLeadsThroughInterpolatedMappings() throws {
        let tree: ConfigNode = ["m": ["a": ["b": 1]], "n": "${m}", "p": "${n.a}", "q": "${p.b}"]
        #expect(try interpolator.value(at: "q", in: tree) == 1)
    }

    @Test func aMappingMayReferToItselfThroughAnotherName() throws {
        let tree: ConfigNode = ["n": "${m}", "m": ["x": "${n.y}", "y": 1]]
        #expect(try interpolator.resolve(tree) == ["n": ["x": 1, "y": 1], "m": ["x": 1, "y": 1]])
    }

    @Test func keysMayBeInterpolated() throws {
        let tree: ConfigNode = [
            "k": "a", "i": 1, "p": "m.a", "m": ["a": 5], "l": [7, 8], "x": ["${m.${k}}", "${l[${i}]}", "${${p}}"],
        ]
        #expect(try interpolator.value(at: "x", in: tree) == [5, 8, 5])
    }

    @Test func missingValuesInAReferredMappingStay() throws {
        let tree: ConfigNode = ["m": ["a": "???"], "n": "${m}"]
        #expect(try interpolator.resolve(tree) == ["m": ["a": "???"], "n": ["a": "???"]])
    }

    @Test func escapedMarkersAreText() throws {
        let tree: ConfigNode = ["a": "\\???", "b": "${a}", "c": "x${a}", "e": "", "d": "${a}${e}"]
        #expect(try interpolator.resolve(tree) == ["a": "\\???", "b": "\\???", "c": "x???", "e": "", "d": "\\???"])
    }

    @Test func escapesAreTakenOutOnce() throws {
        let tree: ConfigNode = ["x": 1, "a": "\\${x}", "b": "${a}", "c": "${a}!"]
        #expect(try interpolator.resolve(tree) == ["x": 1, "a": "${x}", "b": "${x}", "c": "${x}!"])
    }
}

extension ReferenceTests {
    @Test func whatFailedOnceIsNotTriedAgain() {
        let tree: ConfigNode = ["a": ["${nope}"], "b": "${oc.select:x,{q: ${a}}}", "c": "${oc.create:[${a}]}"]
        expectError(from: { try interpolator.value(at: "b", in: tree) }) {
            """
            error: ${nope} leads nowhere
              the config has: a, b, c
            """
        }
    }
}

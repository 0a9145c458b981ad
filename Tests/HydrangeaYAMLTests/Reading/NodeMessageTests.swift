import HydrangeaTree
import HydrangeaYAML
import Testing

/// Complete messages about texts that are valid YAML, but not a config.
struct NodeMessageTests {
    @Test func aRepeatedKeyIsReportedWithBothPlaces() {
        #expect(
            message(of: "a: 1\nb: 2\n'a': 3\n") == #"""
                conf/config.yaml:3:1: error: the key 'a' is given twice
                  3 | 'a': 3
                      ^~~ first on line 1, column 1
                  help: keep one of the two
                """#)
    }

    @Test func aNumberAndATextThatLooksAlikeMayNotBothBeKeys() {
        #expect(
            message(of: "m:\n  1: a\n  '1': b\n") == #"""
                conf/config.yaml:3:3: error: the number 1 and the text '1' may not both be keys of one mapping
                  3 |   '1': b
                        ^~~ the other one is on line 2, column 3
                  help: quote both, or neither
                """#)
    }

    @Test func nullMayNotBeAKey() {
        #expect(
            message(of: "~: a\n") == #"""
                conf/config.yaml:1:1: error: null may not be a key
                  1 | ~: a
                      ^
                  help: for the word, quote it: 'null'
                """#)
    }

    @Test func aListMayNotBeAKey() {
        #expect(
            message(of: "? [a, b]\n: 1\n") == #"""
                conf/config.yaml:1:3: error: a list may not be a key
                  1 | ? [a, b]
                        ^
                  help: for a reference such as ${key} or {{ name }} as text, quote it
                """#)
    }

    @Test func anUnknownAliasNamesTheNearestAnchor() {
        #expect(
            message(of: "base: &base {x: 1}\nother: &data 2\nm: *bsae\n") == #"""
                conf/config.yaml:3:4: error: there is no anchor '&bsae' before this alias
                  3 | m: *bsae
                         ^~~~~
                  anchors so far: &base, &data
                  help: did you mean *base?
                """#)
    }

    @Test func anAliasWithoutAnyAnchorMayBeText() {
        #expect(
            message(of: "a: *x\n") == #"""
                conf/config.yaml:1:4: error: there is no anchor '&x' before this alias
                  1 | a: *x
                         ^~
                  no anchor stands before it in this file
                  help: for text that starts with '*', quote it: '*x'
                """#)
    }

    @Test func aRepeatedAnchorIsReportedWithBothPlaces() {
        #expect(
            message(of: "a: &x 1\nb: &x 2\n") == #"""
                conf/config.yaml:2:4: error: the anchor '&x' is given twice
                  2 | b: &x 2
                         ^~ first on line 1, column 4
                  help: give this one another name
                """#)
    }

    @Test func anAliasWithinItsOwnNodeIsRefused() {
        #expect(
            message(of: "a: &x\n  b: *x\n") == #"""
                conf/config.yaml:2:6: error: the alias '*x' stands inside the node that it repeats
                  2 |   b: *x
                           ^~ '&x' starts on line 1, column 4
                  help: refer to a value by its path instead: ${path.to.value}
                """#)
    }

    @Test func onlyMappingsCanBeTakenIn() {
        #expect(
            message(of: "a: &a 1\nm:\n  <<: *a\n") == #"""
                conf/config.yaml:3:3: error: '<<' takes in a mapping or a list of mappings, not an integer
                  3 |   <<: *a
                        ^~ the value stands on line 1, column 7
                  help: name a mapping with '&name' and write '<<: *name'
                """#)
    }

    @Test func aLoneEqualsSignIsNoValue() {
        #expect(
            message(of: "a: =\n") == #"""
                conf/config.yaml:1:4: error: a value may not be a lone '=', which YAML keeps for itself
                  1 | a: =
                         ^
                  help: quote it: '='
                """#)
    }

    @Test func aMergeSignIsNoValue() {
        #expect(
            message(of: "a: <<\n") == #"""
                conf/config.yaml:1:4: error: '<<' takes in the keys of another mapping: it is a key, not a value
                  1 | a: <<
                         ^~
                  help: for the text, write '<<'
                """#)
    }

    @Test func aNumberWithoutDigitsIsRefused() {
        #expect(
            message(of: "a: 0x_\n") == #"""
                conf/config.yaml:1:4: error: this looks like a number, but cannot be read as one
                  1 | a: 0x_
                         ^~~
                  an integer has at most 4300 digits, and 0x and 0b need at least one
                  help: for text, quote it
                """#)
    }

    @Test func textThatDoesNotFitItsTagIsRefused() {
        #expect(
            message(of: "a: !!int abc\n") == #"""
                conf/config.yaml:1:4: error: 'abc' is not what !!int asks for
                  1 | a: !!int abc
                         ^~~~~~~~~
                  help: for example !!int 12, or no tag at all
                """#)
    }

    @Test func aTagForAnotherKindOfNodeIsRefused() {
        #expect(
            message(of: "a: !!seq {b: 1}\n") == #"""
                conf/config.yaml:1:4: error: the tag !!seq is for a list, not for a mapping
                  1 | a: !!seq {b: 1}
                         ^~~~~
                  help: remove it
                """#)
    }

    @Test func anUnknownTagIsRefused() {
        #expect(
            message(of: "a: !mine x\n") == #"""
                conf/config.yaml:1:4: error: the tag '!mine' has no meaning in a config
                  1 | a: !mine x
                         ^~~~~
                  help: remove it, or for text that starts with '!', quote it
                """#)
    }

    @Test func aStandardTagWithoutMeaningListsThoseThatHaveOne() {
        #expect(
            message(of: "a: !!timestamp 2026-11-23\n") == #"""
                conf/config.yaml:1:4: error: the tag '!!timestamp' has no meaning in a config
                  1 | a: !!timestamp 2026-11-23
                         ^~~~~~~~~~~
                  help: remove it; tags with a meaning are !!str !!int !!float !!bool !!null !!binary !!seq !!map
                """#)
    }

    @Test func aPythonTagIsRefused() {
        #expect(
            message(of: "a: !!python/tuple [1, 2]\n") == #"""
                conf/config.yaml:1:4: error: the tag '!!python/tuple' has no meaning in a config
                  1 | a: !!python/tuple [1, 2]
                         ^~~~~~~~~~~~~~
                  a config holds plain values, no Python objects
                  help: write what it stands for: a path as text, a tuple as a list
                """#)
    }

    @Test func anItemOfAnOrderedMapHasOneKey() {
        #expect(
            message(of: "a: !!omap [{x: 1, y: 2}]\n") == #"""
                conf/config.yaml:1:12: error: an item of !!omap or !!pairs is a mapping of one key, not a mapping of more or fewer
                  1 | a: !!omap [{x: 1, y: 2}]
                                 ^~~~~~~~~~~~
                  help: for example [name: value, other: value]
                """#)
    }

    @Test func aConfigThatIsANumberIsRefused() {
        #expect(
            message(of: "42\n") == #"""
                conf/config.yaml:1:1: error: a config is a mapping, this is an integer
                  1 | 42
                      ^~
                  help: give it a name: 'key: value'
                """#)
    }

    @Test func aliasesThatMultiplyANodeTooOftenAreRefused() {
        #expect(
            message(
                of:
                    "s: &s x\na: &a [*s, *s, *s, *s, *s, *s, *s, *s, *s, *s]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
            ) == #"""
                conf/config.yaml:4:5: error: aliases make 1,239 nodes of 9, more than 100 times as many
                  4 | c: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
                          ^~ this alias alone stands for 111
                  help: for a file that you trust, set OMEGACONF_MAX_YAML_EXPANDED_NODES=none
                """#)
    }
}

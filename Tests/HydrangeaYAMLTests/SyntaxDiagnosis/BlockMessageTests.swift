import HydrangeaTree
import HydrangeaYAML
import Testing

/// Complete messages about lines that do not fit together.
struct BlockMessageTests {
    @Test func aLineIndentedDeeperThanItsNeighbourIsComparedWithIt() {
        #expect(
            message(of: "width: 64\n depth: 2\n") == #"""
                conf/config.yaml:2:7: error: a key may not start here
                  2 |  depth: 2
                            ^ 'width: 64' on line 1 starts in column 1, this line in column 2
                  help: begin this line in column 1
                """#)
    }

    @Test func aLineBetweenTwoIndentationsIsComparedWithTheOneAbove() {
        #expect(
            message(of: "a:\n    b: 1\n  c: 2\n") == #"""
                conf/config.yaml:3:3: error: this line's indentation fits no line above it
                  3 |   c: 2
                        ^ 'b: 1' on line 2 starts in column 5, this line in column 3
                """#)
    }

    @Test func aColonInAValueAsksForQuotes() {
        #expect(
            message(of: "title: part 1: it's new\n") == #"""
                conf/config.yaml:1:14: error: a value with ': ' in it needs quotes
                  1 | title: part 1: it's new
                                   ^
                  help: title: 'part 1: it''s new'
                """#)
    }

    @Test func aColonAtTheEndOfAValueAsksForQuotes() {
        #expect(
            message(of: "a: x:\n") == #"""
                conf/config.yaml:1:5: error: a value that ends with ':' needs quotes
                  1 | a: x:
                          ^
                  help: a: 'x:'
                """#)
    }

    @Test func aMissingBlankAfterAColonIsShown() {
        #expect(
            message(of: "a: 1\nb:2\nc: 3\n") == #"""
                conf/config.yaml:2:2: error: a blank is missing after ':'
                  2 | b:2
                       ^
                  help: b: 2
                """#)
    }

    @Test func aLineWithoutAColonIsShown() {
        #expect(
            message(of: "a: 1\nb\nc: 3\n") == #"""
                conf/config.yaml:2:1: error: ':' is missing after a key
                  2 | b
                      ^
                  help: for text over several lines, indent it below its key
                """#)
    }

    @Test(arguments: ["a:\n- 64\n-32\n", "a: 1\nb:\n-32\n"])
    func anItemWithoutABlankIsShown(text: String) {
        #expect(
            message(of: text) == #"""
                conf/config.yaml:3:1: error: a blank is missing after '-'
                  3 | -32
                      ^
                  help: write - 32
                """#)
    }

    @Test func aFirstLineWithoutAColonIsShown() {
        #expect(
            message(of: "x\ny: 1\n") == #"""
                conf/config.yaml:1:1: error: ':' is missing after a key
                  1 | x
                      ^
                  help: write ': ' and a value after it
                """#)
    }

    @Test func aMissingKeyIsShown() {
        #expect(
            message(of: "m:\n  : a\n") == #"""
                conf/config.yaml:2:3: error: a key is missing before ':'
                  2 |   : a
                        ^
                  help: for the empty key, write '': 
                """#)
    }

    @Test func aKeyLongerThanLibyamlReadsIsRefused() {
        #expect(
            message(
                of:
                    "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: 1\n"
            ) == #"""
                conf/config.yaml:1:1: error: a key may have at most 1024 characters
                  1 | kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…
                      ^
                  help: write '? ' before it, and ': ' with its value on the next line
                """#)
    }

    @Test func aListItemAmongKeysIsShownWithTheMapping() {
        #expect(
            message(of: "a: 1\n- b\n") == #"""
                conf/config.yaml:2:1: error: a list item may not stand among keys
                  2 | - b
                      ^ the mapping starts on line 1, column 1
                  help: put the list below a key of its own
                """#)
    }

    @Test func aKeyAmongListItemsIsShownWithTheList() {
        #expect(
            message(of: "- a\nb: 1\n") == #"""
                conf/config.yaml:2:1: error: a list item must start with '- '
                  2 | b: 1
                      ^ the list starts on line 1, column 1
                  help: to go on with the item above, indent this line deeper than its '-'
                """#)
    }

    @Test func aListOnItsKeysLineIsRefused() {
        #expect(
            message(of: "a: - x\n") == #"""
                conf/config.yaml:1:4: error: a list may not start here
                  1 | a: - x
                         ^
                  help: put its items on lines of their own, or write [a, b]; for text, quote it: '- x'
                """#)
    }

    @Test func aQuestionMarkKeyInAValueIsRefused() {
        #expect(
            message(of: "a: ? x\n") == #"""
                conf/config.yaml:1:4: error: a key that starts with '? ' may not stand here
                  1 | a: ? x
                         ^
                  help: for text that starts with '? ', quote it: '? x'
                """#)
    }

    @Test func textAfterACompleteValueIsShown() {
        #expect(
            message(of: "a: \"x\" y\n") == #"""
                conf/config.yaml:1:8: error: text may not follow a value that is complete
                  1 | a: "x" y
                             ^
                  help: quote all of the value, or write ' #' before a comment
                """#)
    }

    @Test func anApostropheInSingleQuotesIsExplained() {
        #expect(
            message(of: "a: 'it's'\n") == #"""
                conf/config.yaml:1:8: error: text may not follow a value that is complete
                  1 | a: 'it's'
                             ^
                  help: a ' within single quotes is written twice: 'it''s'
                """#)
    }

    @Test func textThatGoesOnAfterACommentIsShown() {
        #expect(
            message(of: "a: one\n  two # note\n  three\n") == #"""
                conf/config.yaml:3:3: error: text may not go on after a comment
                  3 |   three
                        ^ line 2 ends with one
                  help: quote the text, or remove the comment
                """#)
    }

    @Test func aClosingBracketThatClosesNothingIsShown() {
        #expect(
            message(of: "a: 5\n]\n") == #"""
                conf/config.yaml:2:1: error: this ']' closes nothing
                  2 | ]
                      ^
                  help: remove it, or quote the value that it belongs to
                """#)
    }

    @Test func aTextBlockThatIsNotIndentedIsShown() {
        #expect(
            message(of: "a: |\none\n") == #"""
                conf/config.yaml:2:1: error: a text block must be indented deeper than its key
                  2 | one
                      ^~~ 'a: |' on line 1 starts in column 1
                  help: indent the text by 2 blanks
                """#)
    }

    @Test func aTextBlockAfterALongBlankLineIsExplained() {
        #expect(
            message(of: "a: |\n     \n  one\n") == #"""
                conf/config.yaml:3:3: error: a text block may not start with a blank line that is longer than its indentation
                  3 |   one
                        ^
                  help: remove the blanks from the empty lines before it
                """#)
    }

    @Test func textOnATextBlocksFirstLineIsRefused() {
        #expect(
            message(of: "a: | x\n  one\n") == #"""
                conf/config.yaml:1:6: error: text may not follow '|' on its line
                  1 | a: | x
                           ^
                  help: start the text on the next line; if it is not meant as a block, quote it
                """#)
    }

    @Test func aTextBlockWithoutIndentationIsRefused() {
        #expect(
            message(of: "a: |0\n  x\n") == #"""
                conf/config.yaml:1:5: error: a text block is indented by 1 to 9 blanks, not 0
                  1 | a: |0
                          ^
                  help: remove the 0
                """#)
    }

    @Test func aTabForIndentationIsShown() {
        #expect(
            message(of: "a:\n\tb: 1\n") == #"""
                conf/config.yaml:2:1: error: a tab may not indent a line
                  2 |  b: 1
                      ^
                  help: use spaces
                """#)
    }

    @Test func aSecondDocumentIsShown() {
        #expect(
            message(of: "a: 1\n---\nb: 2\n") == #"""
                conf/config.yaml:2:1: error: a second document starts here, and a config file holds one
                  2 | ---
                      ^~~
                  help: put it into a file of its own, or remove '---'
                """#)
    }

    @Test func textAfterTheEndMarkerNamesTheMarker() {
        #expect(
            message(of: "a: 1\n...\nb: 2\n") == #"""
                conf/config.yaml:3:1: error: the document ended with '...' on line 2
                  3 | b: 2
                      ^
                  help: remove the '...'
                """#)
    }
}

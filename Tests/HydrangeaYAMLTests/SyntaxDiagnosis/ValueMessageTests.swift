import HydrangeaTree
import HydrangeaYAML
import Testing

/// Complete messages about single values: brackets, quotes, first characters, bytes.
struct ValueMessageTests {
    @Test func aListThatIsNotClosedIsShownWhereItOpens() {
        #expect(
            message(of: "a: [1, 2\nb: 3\n") == #"""
                conf/config.yaml:1:4: error: this list is not closed
                  1 | a: [1, 2
                         ^ expected ',' or ']' before line 2, column 2
                  help: add ']' where it ends
                """#)
    }

    @Test func aListThatEndsWithTheTextIsShownWhereItOpens() {
        #expect(
            message(of: "a: [1,\n  {b: 2},\n") == #"""
                conf/config.yaml:1:4: error: this list is not closed
                  1 | a: [1,
                         ^ expected ',' or ']' before line 2, column 10
                  help: add ']' where it ends
                """#)
    }

    @Test func aMappingThatIsNotClosedIsShownWhereItOpens() {
        #expect(
            message(of: "a: {b: 1") == #"""
                conf/config.yaml:1:4: error: this mapping is not closed
                  1 | a: {b: 1
                         ^ expected ',' or '}' before the line ends
                  help: add '}' where it ends
                """#)
    }

    @Test func theWrongClosingBracketIsShown() {
        #expect(
            message(of: "a: [1, 2}\n") == #"""
                conf/config.yaml:1:9: error: expected ']', found '}'
                  1 | a: [1, 2}
                              ^ the list starts on line 1, column 4
                """#)
    }

    @Test func aBracketWithinTextIsExplained() {
        #expect(
            message(of: "a: [x[0], y]\n") == #"""
                conf/config.yaml:1:6: error: '[' may not follow text between brackets
                  1 | a: [x[0], y]
                           ^
                  help: quote the text with it, for example 'x[0]', or write ',' before it
                """#)
    }

    @Test func aMissingCommaIsShown() {
        #expect(
            message(of: "a: {b: 1 c: 2}\n") == #"""
                conf/config.yaml:1:11: error: ',' is missing between two items
                  1 | a: {b: 1 c: 2}
                                ^ the mapping starts on line 1, column 4
                  help: write ',' before this, or quote text as a whole
                """#)
    }

    @Test func anEmptyItemIsShown() {
        #expect(
            message(of: "a: [1,,2]\n") == #"""
                conf/config.yaml:1:7: error: a value is missing before this ','
                  1 | a: [1,,2]
                            ^
                """#)
    }

    @Test func aDashBetweenBracketsIsExplained() {
        #expect(
            message(of: "a: [- x]\n") == #"""
                conf/config.yaml:1:5: error: '- ' may not stand between brackets
                  1 | a: [- x]
                          ^
                  help: there items are separated by ','; for text, quote it
                """#)
    }

    @Test func aColonBeforeABracketNeedsABlank() {
        #expect(
            message(of: "a: {b:[1]}\n") == #"""
                conf/config.yaml:1:6: error: a blank is missing after ':'
                  1 | a: {b:[1]}
                           ^
                  help: after a key write ': '; text with a ':' before a bracket needs quotes
                """#)
    }

    @Test func anInterpolationBetweenBracketsNeedsQuotes() {
        #expect(
            message(of: "x: 1\na: [${x}, 2]\n") == #"""
                conf/config.yaml:2:5: error: an interpolation between brackets needs quotes
                  2 | a: [${x}, 2]
                          ^~~~
                  help: '${x}'
                """#)
    }

    @Test func aMissingMarkerBetweenBracketsNeedsQuotes() {
        #expect(
            message(of: "a: [???, 1]\n") == #"""
                conf/config.yaml:1:5: error: '???' between brackets needs quotes
                  1 | a: [???, 1]
                          ^~~
                  help: '???'
                """#)
    }

    @Test func aTemplateIsAMappingAsAKey() {
        #expect(
            message(of: "a: {{ x }}\n") == #"""
                conf/config.yaml:1:5: error: a mapping may not be a key
                  1 | a: {{ x }}
                          ^
                  help: for a reference such as ${key} or {{ name }} as text, quote it
                """#)
    }

    @Test func aQuoteThatIsNotClosedIsShownWhereItOpens() {
        #expect(
            message(of: "a: \"x\nb: 1\n") == #"""
                conf/config.yaml:1:4: error: this quote is not closed
                  1 | a: "x
                         ^
                  help: close it with "; a " within the text is written \"
                """#)
    }

    @Test func aQuoteThatADocumentMarkerCutsIsShown() {
        #expect(
            message(of: "a: 'x\n---\nb: 1\n") == #"""
                conf/config.yaml:1:4: error: this quote is not closed
                  1 | a: 'x
                         ^ line 2 starts with a document marker
                  help: close it with '; a ' within the text is written twice: 'it''s'
                """#)
    }

    @Test func anUnknownEscapeIsShown() {
        #expect(
            message(of: "path: \"C:\\data\"\n") == #"""
                conf/config.yaml:1:10: error: '\d' has no meaning in double quotes
                  1 | path: "C:\data"
                               ^~
                  help: for a backslash write \\, or use single quotes
                """#)
    }

    @Test func aShortEscapeTellsHowManyDigitsItNeeds() {
        #expect(
            message(of: "a: \"\\x4\"\n") == #"""
                conf/config.yaml:1:5: error: '\x' must be followed by 2 hexadecimal digits
                  1 | a: "\x4"
                          ^~
                  help: for a backslash write \\, or use single quotes
                """#)
    }

    @Test func halfOfASurrogatePairIsNoCharacter() {
        #expect(
            message(of: "a: \"\\ud83d\\ude00\"\n") == #"""
                conf/config.yaml:1:5: error: '\ud83d' is no character
                  1 | a: "\ud83d\ude00"
                          ^~~~~~
                  help: write a character beyond \uFFFF as one \U and 8 digits: \U0001F600
                """#)
    }

    @Test func aValueMayNotStartWithAnAtSign() {
        #expect(
            message(of: "a: @x\n") == #"""
                conf/config.yaml:1:4: error: a value may not start with '@'
                  1 | a: @x
                         ^
                  help: quote it: '@x'
                """#)
    }

    @Test func aValueMayNotStartWithAPercentSign() {
        #expect(
            message(of: "a: %x\n") == #"""
                conf/config.yaml:1:4: error: a value may not start with '%'
                  1 | a: %x
                         ^
                  help: quote it: '%x'
                """#)
    }

    @Test func anAnchorNeedsAName() {
        #expect(
            message(of: "a: & x\n") == #"""
                conf/config.yaml:1:4: error: after '&' comes a name of letters, digits, '-' and '_'
                  1 | a: & x
                         ^
                  help: for text that starts with '&', quote it: '& x'
                """#)
    }

    @Test func anUndeclaredTagHandleAsksForQuotes() {
        #expect(
            message(of: "a: !e!x\n") == #"""
                conf/config.yaml:1:4: error: this tag's handle is not declared
                  1 | a: !e!x
                         ^
                  help: for text that starts with '!', quote it: '!e!x'
                """#)
    }

    @Test func aFileInUTF16IsNamedAsSuch() {
        #expect(
            message(of: [0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00, 0x20, 0x00, 0x31, 0x00]) == #"""
                conf/config.yaml:1:1: error: this file is UTF-16, and a config must be UTF-8
                  1 | ��a·:· ·1·
                      ^
                  help: iconv -f UTF-16 -t UTF-8 OLD > NEW
                """#)
    }

    @Test func bytesThatAreNoTextAreShownByTheirPlace() {
        #expect(
            message(of: [0x61, 0x3A, 0x20, 0x62, 0x0A, 0x63, 0x3A, 0x20, 0xC3, 0x28]) == #"""
                conf/config.yaml:2:5: error: this is not UTF-8
                  2 | c: �(
                          ^ byte 10 of the file
                  help: save the file as UTF-8
                """#)
    }

    @Test func aByteOrderMarkCountsAmongTheBytes() {
        #expect(
            message(of: [0xEF, 0xBB, 0xBF, 0x61, 0x3A, 0x20, 0xFF, 0x78]) == #"""
                conf/config.yaml:1:4: error: this is not UTF-8
                  1 | a: �x
                         ^ byte 7 of the file
                  help: save the file as UTF-8
                """#)
    }

    @Test func aNulByteIsShown() {
        #expect(
            message(of: [0x61, 0x3A, 0x20, 0x62, 0x00, 0x63, 0x0A]) == #"""
                conf/config.yaml:1:5: error: the character U+0000 may not stand in a file
                  1 | a: b·c
                          ^
                  help: remove it, or write it as an escape in double quotes
                """#)
    }

    @Test func columnsDoNotCountAByteOrderMark() {
        #expect(
            message(of: [0xEF, 0xBB, 0xBF, 0x61, 0x3A, 0x20, 0x22, 0x78, 0x5C, 0x71, 0x22, 0x0A]) == #"""
                conf/config.yaml:1:6: error: '\q' has no meaning in double quotes
                  1 | a: "x\q"
                           ^~
                  help: for a backslash write \\, or use single quotes
                """#)
    }
}

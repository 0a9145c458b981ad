import HydrangeaGrammar
import HydrangeaTree
import Testing

struct InterpolationMessageTests {
    @Test(arguments: [
        (
            #"${a"#,
            #"""
            error: this interpolation is not closed
              argument 1: ${a
                          ^~ expected '}'
              help: write }; for the text itself, write \${
            """#
        ),
        (
            #"x ${a b}"#,
            #"""
            error: a key has no spaces
              argument 1: x ${a b}
                               ^~ expected '}'
              help: close the interpolation before the space, or write \${ for the text itself
            """#
        ),
        (
            #"${}"#,
            #"""
            error: this interpolation is empty
              argument 1: ${}
                          ^~~
              help: write ${KEY}; for the text itself, write \${}
            """#
        ),
        (
            #"${a..b}"#,
            #"""
            error: a key is missing after this dot
              argument 1: ${a..b}
                             ^
              help: take the dot away, or write a key after it
            """#
        ),
        (
            #"${a[0}"#,
            #"""
            error: this index is not closed
              argument 1: ${a[0}
                             ^ expected ']'
              help: write [0]
            """#
        ),
        (
            #"${a[]}"#,
            #"""
            error: an index is missing
              argument 1: ${a[]}
                              ^ expected a key or a number before it
            """#
        ),
        (
            #"${a.[0]}"#,
            #"""
            error: a key is missing after this dot
              argument 1: ${a.[0]}
                             ^
              help: write the bracket without a dot before it
            """#
        ),
        (
            #"${'a'}"#,
            #"""
            error: a key is not quoted here
              argument 1: ${'a'}
                            ^
              help: write ${KEY}; text is quoted only behind a resolver: ${oc.env:HOME,'text'}
            """#
        ),
        (
            #"${a(b)}"#,
            #"""
            error: '(' cannot be part of a key
              argument 1: ${a(b)}
                             ^ expected '.', '[', ':' or '}'
            """#
        ),
        (
            #"${1:x}"#,
            #"""
            error: '1' cannot be the name of a resolver
              argument 1: ${1:x}
                            ^
              a colon in ${…} calls a resolver, whose name has letters, digits, '_', '-' and single dots
              help: for a key with a colon in it, write \:
            """#
        ),
        (
            #"${f:[1}"#,
            #"""
            error: this list is not closed
              argument 1: ${f:[1}
                              ^ expected ']'
            """#
        ),
        (
            #"${f:'a}"#,
            #"""
            error: this quote is not closed
              argument 1: ${f:'a}
                              ^ expected another '
              help: end the text with '; within it, write \'
            """#
        ),
        (
            #"${f:'a'b}"#,
            #"""
            error: 'b' cannot follow this value
              argument 1: ${f:'a'b}
                                 ^ expected ',' or the end
              help: text with such characters must be quoted
            """#
        ),
        (
            #"${f:a'b'}"#,
            #"""
            error: only whole values can be quoted
              argument 1: ${f:a'b'}
                               ^
              help: put the quotes around the whole value
            """#
        ),
        (
            #"${f:a#b}"#,
            #"""
            error: '#' must be quoted here
              argument 1: ${f:a#b}
                               ^
              help: quote the text
            """#
        ),
        (
            #"${f:a(b)}"#,
            #"""
            error: '(' must be quoted here
              argument 1: ${f:a(b)}
                               ^
              help: quote the text, or write \(
            """#
        ),
        (
            #"${f:{a}}"#,
            #"""
            error: key 'a' has no value
              argument 1: ${f:{a}}
                                ^ expected ':'
              help: write a: VALUE
            """#
        ),
        (
            #"${f:{'a':1}}"#,
            #"""
            error: a key of a mapping is written without quotes here
              argument 1: ${f:{'a':1}}
                               ^
            """#
        ),
        (
            #"${a\b}"#,
            #"""
            error: this backslash escapes nothing
              argument 1: ${a\b}
                             ^
              in a key it may stand before . [ ] : = and another backslash
            """#
        ),
    ])
    func aMalformedInterpolationIsExplained(_ text: String, _ screen: String) {
        let origin = Origin(SourceText(.argument(1), text: text))
        let error = #expect(throws: ConfigError.self) {
            try InterpolatedText(parsing: text, origin: origin, compatibility: .hydra1_4)
        }
        #expect(error?.description == screen)
    }

    @Test func anErrorInAFilePointsAtTheCharacterBehindTheQuote() {
        let source = SourceText(.file("conf/config.yaml"), text: "a: 1\nlr: 'x ${a b}'\n")
        let origin = Origin(source, 9..<19)
        let error = #expect(throws: ConfigError.self) {
            try InterpolatedText(parsing: "x ${a b}", origin: origin, compatibility: .hydra1_4)
        }
        #expect(error?.diagnostics.first?.origin.description == "conf/config.yaml:2:11")
    }

    @Test func anErrorInAFoldedTextPointsAtItsLine() {
        let source = SourceText(.file("conf/config.yaml"), text: "lr: x\n  ${a b}\n")
        let origin = Origin(source, 4..<14)
        let error = #expect(throws: ConfigError.self) {
            try InterpolatedText(parsing: "x ${a b}", origin: origin, compatibility: .hydra1_4)
        }
        #expect(error?.diagnostics.first?.origin.description == "conf/config.yaml:2:6")
    }

    @Test func anErrorInATextWithEscapesPointsAtItsBeginning() {
        let source = SourceText(.file("conf/config.yaml"), text: #"lr: "\x78 ${a b}""#)
        let origin = Origin(source, 4..<17)
        let error = #expect(throws: ConfigError.self) {
            try InterpolatedText(parsing: "x ${a b}", origin: origin, compatibility: .hydra1_4)
        }
        #expect(error?.diagnostics.first?.origin.description == "conf/config.yaml:1:5")
    }
}

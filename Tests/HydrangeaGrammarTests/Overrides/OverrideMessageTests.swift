import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Messages about invalid values.
struct OverrideMessageTests {
    @Test(arguments: [
        (
            #"+a\=b=x#y"#,
            #"""
            error: '#' must be quoted in a value
              argument 1: +a\=b=x#y
                                 ^
              help: in a shell, write '+a\=b="x#y"'
            """#
        ),
        (
            #"train.epochs=[1,2"#,
            #"""
            error: this list is not closed
              argument 1: train.epochs=[1,2
                                       ^~~~ expected ',' or ']'
              help: in a shell, quote it: 'train.epochs=[1,2]'
            """#
        ),
        (
            #"a={x:1"#,
            #"""
            error: this mapping is not closed
              argument 1: a={x:1
                            ^~~~ expected ',' or '}'
              help: in a shell, quote it: 'a={x:1}'
            """#
        ),
        (
            #"a={x}"#,
            #"""
            error: key 'x' has no value
              argument 1: a={x}
                              ^ expected ':'
              help: write x:VALUE
            """#
        ),
        (
            #"a=int(3"#,
            #"""
            error: this call is not closed
              argument 1: a=int(3
                               ^~ expected ',' or ')'
              help: in a shell, quote it: 'a=int(3)'
            """#
        ),
        (
            #"a=chioce(1,2)"#,
            #"""
            error: there is no function 'chioce'
              argument 1: a=chioce(1,2)
                            ^~~~~~
              functions: bool, choice, extend_list, float, glob, int, interval, json_str, range, shuffle, sort, str, tag
              help: did you mean choice(…)?
            """#
        ),
        (
            #"a=x'y'"#,
            #"""
            error: only a whole value can be quoted
              argument 1: a=x'y'
                             ^ text stands before this quote
              help: in a shell, write 'a="x'\''y'\''"'
            """#
        ),
        (
            #"a='x"#,
            #"""
            error: this quote is not closed
              argument 1: a='x
                            ^ expected another '
              help: end the text with '; within it, write \'
            """#
        ),
        (
            #"a='x' "#,
            #"""
            error: a space may not follow the closing quote
              argument 1: a='x' 
                               ^
              help: take the space away, or put it in the quotes
            """#
        ),
        (
            #"a=it's"#,
            #"""
            error: only a whole value can be quoted
              argument 1: a=it's
                              ^ text stands before this quote
              help: in a shell, write 'a="it'\''s"'
            """#
        ),
        (
            #"a=(b)"#,
            #"""
            error: this parenthesis follows no function's name
              argument 1: a=(b)
                            ^
              help: in a shell, write 'a="(b)"'
            """#
        ),
        (
            #"a=mnist (small)"#,
            #"""
            error: there is no function 'mnist'
              argument 1: a=mnist (small)
                            ^~~~~
              functions: bool, choice, extend_list, float, glob, int, interval, json_str, range, shuffle, sort, str, tag
              help: for text, in a shell, write 'a="mnist (small)"'
            """#
        ),
        (
            #"a=é"#,
            #"""
            error: 'é' must be quoted in a value
              argument 1: a=é
                            ^
              help: in a shell, write 'a="é"'
            """#
        ),
        (
            #"a=${a.${b}}"#,
            #"""
            error: an interpolation within another must be quoted
              argument 1: a=${a.${b}}
                                    ^ the inner one ends before this
              help: in a shell, write 'a="${a.${b}}"'
            """#
        ),
        (
            #"a=[1,,2]"#,
            #"""
            error: a value is missing
              argument 1: a=[1,,2]
                               ^ expected a value here
              help: take the comma away; for empty text, write ''
            """#
        ),
        (
            #"a=${b"#,
            #"""
            error: this interpolation is not closed
              argument 1: a=${b
                            ^~~ expected '}'
              help: for the text itself, write \$\{; in a shell, use single quotes around the argument
            """#
        ),
        (
            #"a=int(x)"#,
            #"""
            error: int() cannot convert 'x'
              argument 1: a=int(x)
                                ^
              help: write int(NUMBER)
            """#
        ),
        (
            #"a=sort(1,x)"#,
            #"""
            error: sort() cannot compare text with an integer
              argument 1: a=sort(1,x)
                            ^~~~~~~~~
              help: write sort(b,a), sort([b,a]) or sort(b,a,reverse=true)
            """#
        ),
        (
            #"a=range(1,2,3,4)"#,
            #"""
            error: range() takes at most 3 arguments, got 4
              argument 1: a=range(1,2,3,4)
                                        ^
              help: write range(STOP), range(START,STOP) or range(START,STOP,STEP)
            """#
        ),
        (
            #"a=range(x)"#,
            #"""
            error: range() takes numbers, not text
              argument 1: a=range(x)
                                  ^
              help: write range(STOP), range(START,STOP) or range(START,STOP,STEP)
            """#
        ),
        (
            #"a=sort(reverse=true,2)"#,
            #"""
            error: this argument has no name, but one before it has
              argument 1: a=sort(reverse=true,2)
                                              ^
              help: put it before reverse=, or give it a name too
            """#
        ),
        (
            #"a=int(x=3)"#,
            #"""
            error: int() has no argument 'x'
              argument 1: a=int(x=3)
                                ^~~
              help: write int(VALUE)
            """#
        ),
        (
            #"+a=extend_list(1)"#,
            #"""
            error: extend_list() takes no '+' before the key
              argument 1: +a=extend_list(1)
                          ^
              help: write 'a=extend_list(1)'
            """#
        ),
        (
            #"a={'x':1}"#,
            #"""
            error: a key of a mapping is written without quotes
              argument 1: a={'x':1}
                             ^
              help: write {key: value}
            """#
        ),
        (
            #"a=bool(yes)"#,
            #"""
            error: bool() cannot convert 'yes'
              argument 1: a=bool(yes)
                                 ^~~
              help: write true or false
            """#
        ),
        (
            #"a=choice(1,null)"#,
            #"""
            error: choice() does not take null
              argument 1: a=choice(1,null)
                                     ^~~~
              help: to choose null too, write the values without choice: a,null
            """#
        ),
        (
            #"a=x]"#,
            #"""
            error: ']' closes nothing
              argument 1: a=x]
                             ^
              help: take it away, or write \] for the text
            """#
        ),
    ])
    func aMalformedOverrideIsExplained(_ text: String, _ screen: String) {
        let error = #expect(throws: ConfigError.self) { try Override(parsing: text, argument: 1) }
        #expect(error?.description == screen)
    }
}

import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Messages about invalid keys.
struct OverrideKeyMessageTests {
    @Test(arguments: [
        (
            #"a"#,
            #"""
            error: 'a' has no value
              argument 1: a
                           ^ expected '='
              help: write a=VALUE; to delete it, '~a'
            """#
        ),
        (
            #"a b=1"#,
            #"""
            error: a key has no spaces
              argument 1: a b=1
                           ^
              help: write KEY=VALUE without a space before '='
            """#
        ),
        (
            #"a.=1"#,
            #"""
            error: a name is missing
              argument 1: a.=1
                            ^ expected a name here
            """#
        ),
        (
            #"1=2"#,
            #"""
            error: a key cannot be a number alone
              argument 1: 1=2
                          ^
              help: give the whole path, for instance items.1
            """#
        ),
        (
            #"a.01=1"#,
            #"""
            error: a number in a key has no leading zero
              argument 1: a.01=1
                            ^~
            """#
        ),
        (
            #"a[0=1"#,
            #"""
            error: this index is not closed
              argument 1: a[0=1
                           ^~ expected ']'
            """#
        ),
        (
            #"a[0]@p=1"#,
            #"""
            error: '@' cannot stand here
              argument 1: a[0]@p=1
                              ^
              a group is names with slashes between, its package stands behind '@': db/driver@backup=pg
            """#
        ),
        (
            #"a/b.c=1"#,
            #"""
            error: the name of a group has no dots
              argument 1: a/b.c=1
                             ^
            """#
        ),
        (
            #"-a=1"#,
            #"""
            error: a name cannot begin with '-'
              argument 1: -a=1
                          ^
              help: leave it out: a=1
            """#
        ),
        (
            #"--train.lr=[1, 2]"#,
            #"""
            error: a name cannot begin with '-'
              argument 1: --train.lr=[1, 2]
                          ^
              help: leave it out: 'train.lr=[1, 2]'
            """#
        ),
        (
            #"a.-b=1"#,
            #"""
            error: a name cannot begin with '-'
              argument 1: a.-b=1
                            ^
              help: begin it with a letter, '_' or '$'
            """#
        ),
        (
            #"a = 1"#,
            #"""
            error: a key has no spaces
              argument 1: a = 1
                           ^
              help: write a=1
            """#
        ),
        (
            #"a:1"#,
            #"""
            error: ':' cannot be part of a key
              argument 1: a:1
                           ^
              help: write a=1
            """#
        ),
        (
            #"a: [1, 2]"#,
            #"""
            error: ':' cannot be part of a key
              argument 1: a: [1, 2]
                           ^
              help: write 'a=[1, 2]'
            """#
        ),
        (
            #"a:b=1"#,
            #"""
            error: ':' cannot be part of a key
              argument 1: a:b=1
                           ^
              help: keys have the letters a to z, digits, '_', '-' and '$'
            """#
        ),
        (
            #"++"#,
            #"""
            error: this override has no key
              argument 1: ++
                          ^~
              help: write KEY=VALUE
            """#
        ),
    ])
    func aKeyThatCannotBeReadIsExplained(_ text: String, _ screen: String) {
        let error = #expect(throws: ConfigError.self) { try Override(parsing: text, argument: 1) }
        #expect(error?.description == screen)
    }
}

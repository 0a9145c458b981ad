import HydrangeaResolve
import HydrangeaTree
import Testing

/// Tests of messages, each given by a config and the expected text.
@Suite struct MessageTests {
    @Test(arguments: messages) func aMistakeReads(_ message: Message) {
        expectError(from: {
            try Interpolator(resolvers: resolvers, context: message.context).resolve(file(message.text))
        }) { message.screen }
    }

    private let resolvers = Resolvers.standard
        .registering("pow2") { (n: Int) in 1 << n }
        .registering("fails") { () throws -> Int in throw Failure() }

    private struct Failure: Error, CustomStringConvertible {
        let description = "the moon is not full"
    }
}

struct Message: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let screen: String
    var context = ResolverContext()
    var testDescription: String { name }
}

private let messages: [Message] = [
    Message(
        name: "a key that is not there",
        text: "optimizer:\n  name: adam\n  lr: 1\ntrain:\n  warmup: ${optimizer.lrr}",
        screen: """
            conf/config.yaml:5:11: error: ${optimizer.lrr} leads nowhere
              5 |   warmup: ${optimizer.lrr}
                            ^~~~~~~~~~~~~~~~
              'optimizer' has: name, lr
              help: did you mean ${optimizer.lr}?
            """),
    Message(
        name: "a key of the hydra node without its resolver",
        text: "a: ${hydra.job.name}",
        screen: """
            conf/config.yaml:1:4: error: ${hydra.job.name} leads nowhere
              1 | a: ${hydra.job.name}
                     ^~~~~~~~~~~~~~~~~
              the config has: a
              help: did you mean ${hydra:job.name}?
            """),
    Message(
        name: "one of many keys",
        text: "a: ${bb}\n" + (1...14).map { "k\($0): \($0)\n" }.joined(),
        screen: """
            conf/config.yaml:1:4: error: ${bb} leads nowhere
              1 | a: ${bb}
                     ^~~~~
              the config has: a, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, … and 3 more
            """),
    Message(
        name: "an environment variable without its resolver",
        text: "a: ${DATA_DIR}",
        screen: """
            conf/config.yaml:1:4: error: ${DATA_DIR} leads nowhere
              1 | a: ${DATA_DIR}
                     ^~~~~~~~~~~
              the config has: a
              help: did you mean ${oc.env:DATA_DIR}?
            """, context: ResolverContext(environment: ["DATA_DIR": "/data"])),
    Message(
        name: "an integer key by the rules of 1.3",
        text: "a: ${m.1}\nm:\n  1: x",
        screen: """
            conf/config.yaml:1:4: error: ${m[1]} leads nowhere
              1 | a: ${m.1}
                     ^~~~~~
              'm' has: 1
              the key '1' is an integer: by the rules of Hydra 1.3 references reach only text
            """, context: ResolverContext(environment: [:], compatibility: .hydra1_3)),
    Message(
        name: "a resolver without its colon",
        text: "a: ${now}",
        screen: """
            conf/config.yaml:1:4: error: ${now} leads nowhere
              1 | a: ${now}
                     ^~~~~~
              the config has: a
              help: did you mean ${now:%Y-%m-%d}?
            """),
    Message(
        name: "text that is no YAML",
        text: "a: \"${oc.create:'{b: '}\"",
        screen: """
            conf/config.yaml:1:5: error: '{b: ' is no YAML
              1 | a: "${oc.create:'{b: '}"
                      ^~~~~~~~~~~~~~~~~~~~
              this text has no end
              help: write ${oc.create:[1,2]} or ${oc.create:{a: 1}}
            """,
        context: ResolverContext(readYAML: { (_) throws(ConfigError) in
            throw ConfigError(Diagnostic(.yamlSyntax, "this text has no end"))
        })),
    Message(
        name: "a relative key that is not there",
        text: "model:\n  width: 1\n  depth: x${.widht}",
        screen: """
            conf/config.yaml:3:11: error: ${.widht} leads nowhere
              3 |   depth: x${.widht}
                            ^~~~~~~~~
              'model' has: width, depth
              help: did you mean ${.width}?
            """),
    Message(
        name: "a key below a scalar",
        text: "a: 1\nb: ${a.b}",
        screen: """
            conf/config.yaml:2:4: error: ${a.b} leads nowhere
              2 | b: ${a.b}
                     ^~~~~~
              'a' is an integer and has no keys
            """),
    Message(
        name: "an item that is not there",
        text: "l: ${oc.create:[1,2]}\nb: ${l[5]}",
        screen: """
            conf/config.yaml:2:4: error: ${l[5]} leads nowhere
              2 | b: ${l[5]}
                     ^~~~~~~
              'l' has 2 items: 0 to 1
            """),
    Message(
        name: "a word for an index",
        text: "l: ${oc.create:[1]}\nb: ${l.first}",
        screen: """
            conf/config.yaml:2:4: error: ${l.first} leads nowhere
              2 | b: ${l.first}
                     ^~~~~~~~~~
              'l' is a list: 'first' is not the number of an item
              'l' has one item: 0
            """),
    Message(
        name: "into what a resolver gave",
        text: "m: \"${oc.decode:'{x: 1}'}\"\nb: ${m.x}",
        screen: """
            conf/config.yaml:2:4: error: ${m.x} leads into what a resolver gave
              2 | b: ${m.x}
                     ^~~~~~
              'm' is no part of the config: only its value
              help: put ${oc.create:…} around that resolver's call
            """),
    Message(
        name: "too many dots",
        text: "m:\n  b: ${...a}",
        screen: """
            conf/config.yaml:2:6: error: ${...a} leads above the top of the config
              2 |   b: ${...a}
                       ^~~~~~~
              one dot is the container it stands in, each further one the next above: there are 2 here
              help: write at most 2 dots, or the whole key without a dot in front
            """),
    Message(
        name: "a missing value",
        text: "train:\n  seed: ???\na: ${train.seed}",
        screen: """
            conf/config.yaml:3:4: error: ${train.seed} needs 'train.seed', which has no value yet (???)
              3 | a: ${train.seed}
                     ^~~~~~~~~~~~~
              help: train.seed=VALUE
            """),
    Message(
        name: "a cycle",
        text: "a: ${b}\nb: x${a}",
        screen: """
            conf/config.yaml:1:4: error: interpolations form a cycle: a → b → a
              1 | a: ${b}
                     ^~~~
              a: ${b} in conf/config.yaml:1:4
              b: x${a} in conf/config.yaml:2:4
              help: give one of them a value of its own
            """),
    Message(
        name: "a cycle of mappings",
        text: "p:\n  a: ${q}\nq:\n  b: ${p}",
        screen: """
            conf/config.yaml:2:6: error: interpolations form a cycle: p.a → q.b → p.a
              2 |   a: ${q}
                       ^~~~
              p.a: ${q} in conf/config.yaml:2:6
              q.b: ${p} in conf/config.yaml:4:6
              help: give one of them a value of its own
            """),
    Message(
        name: "a mapping in itself",
        text: "m:\n  a: ${m}",
        screen: """
            conf/config.yaml:2:6: error: ${m} stands in 'm', which it leads to: it would contain itself
              2 |   a: ${m}
                       ^~~~
              help: refer to the one key of it that is wanted
            """),
    Message(
        name: "a copy in itself",
        text: "m:\n  a: ${oc.create:${oc.deprecated:m}}",
        screen: """
            conf/config.yaml:2:6: error: 'm' is copied into itself again and again
              2 |   a: ${oc.create:${oc.deprecated:m}}
                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
              help: create a config of something that does not hold the call
            """),
    Message(
        name: "a number as an interpolated key",
        text: "k: ${oc.decode:'1.5'}\nb: ${m.${k}}",
        screen: """
            conf/config.yaml:2:4: error: a key that is interpolated must be text or an integer, not a number
              2 | b: ${m.${k}}
                     ^~~~~~~~~
              help: refer to a value that holds the name of a key
            """),
    Message(
        name: "the missing marker as a result",
        text: "a: ${oc.env:X,???}",
        screen: """
            conf/config.yaml:1:4: error: 'a' resolves to ???, which marks a value that is still to be given
              1 | a: ${oc.env:X,???}
                     ^~~~~~~~~~~~~~~
              help: for the text itself, write \\???
            """),
    Message(
        name: "an unknown resolver",
        text: "a: ${oc.envv:HOME}",
        screen: """
            conf/config.yaml:1:4: error: no resolver is called 'oc.envv'
              1 | a: ${oc.envv:HOME}
                     ^~~~~~~~~~~~~~~
              resolvers: fails, hydra, hydra_override_dirname, now, oc.coerce, oc.create, oc.decode, oc.deprecated, oc.dict.keys, oc.dict.values, oc.env, oc.select, pow2
              help: did you mean ${oc.env:…}?
            """),
    Message(
        name: "a resolver of the other release",
        text: "a: ${oc.coerce:int,'1'}",
        screen: """
            conf/config.yaml:1:4: error: 'oc.coerce' is not there by the rules of Hydra 1.3
              1 | a: ${oc.coerce:int,'1'}
                     ^~~~~~~~~~~~~~~~~~~~
              help: --compat 1.4 has it
            """,
        context: ResolverContext(compatibility: .hydra1_3)),
    Message(
        name: "a wrong number of arguments",
        text: "a: ${pow2:1,2}",
        screen: """
            conf/config.yaml:1:4: error: resolver 'pow2' takes 1 argument, got 2
              1 | a: ${pow2:1,2}
                     ^~~~~~~~~~~
              help: write ${pow2:Int}
            """),
    Message(
        name: "an argument of another type",
        text: "a: ${pow2:two}",
        screen: """
            conf/config.yaml:1:4: error: argument 1 of resolver 'pow2' must be an integer, is text
              1 | a: ${pow2:two}
                     ^~~~~~~~~~~
              help: write ${pow2:Int}
            """),
    Message(
        name: "a resolver that throws",
        text: "a: 5\nb: ${fails:}",
        screen: """
            conf/config.yaml:2:4: error: resolver 'fails' failed: the moon is not full
              2 | b: ${fails:}
                     ^~~~~~~~~
            """),
    Message(
        name: "an environment variable that is not set",
        text: "a: ${oc.env:DATA_DIR}",
        screen: """
            conf/config.yaml:1:4: error: environment variable 'DATA_DIR' is not set
              1 | a: ${oc.env:DATA_DIR}
                     ^~~~~~~~~~~~~~~~~~
              there is: DATADIR
              help: set it, or give a default: ${oc.env:DATA_DIR,default}
            """,
        context: ResolverContext(environment: ["DATADIR": "/data", "HOME": "/"])),
    Message(
        name: "Python's version",
        text: "a: ${python_version:}",
        screen: """
            conf/config.yaml:1:4: error: 'python_version' has no meaning here: no Python runs this program
              1 | a: ${python_version:}
                     ^~~~~~~~~~~~~~~~~~
              help: write the version, or take it from the environment: ${oc.env:PYTHON_VERSION,'3.11'}
            """),
    Message(
        name: "several mistakes at once",
        text: "a: ${nope}\nb: ${a}\nc: ${pow2:}",
        screen: """
            conf/config.yaml:1:4: error: ${nope} leads nowhere
              1 | a: ${nope}
                     ^~~~~~~
              the config has: a, b, c
            conf/config.yaml:3:4: error: resolver 'pow2' takes 1 argument, got 0
              3 | c: ${pow2:}
                     ^~~~~~~~
              help: write ${pow2:Int}
            """),
]

import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Tests of the override that the help of a message proposes.
struct ProposalTests {
    @Test(arguments: [
        // A home directory is proposed only where a shell would have put it: at the beginning of a value.
        ("a=~/y", "in a shell, write a=$HOME/y"), ("a=x~/y", #"in a shell, write 'a="x~/y"'"#),
        ("a=[~/x,\"b`c\"]", "in a shell, write \"a=[$HOME/x,\\\"b\\`c\\\"]\""),
        (
            "a=[~,x~]",
            "quote the text; in a shell, quote the whole argument too, with the other kind of quote"
        ),
        // A tuple has a comma.
        ("a=(1,)", "for a list, write 'a=[1]'"), ("a=(1,(2,3))", "for a list, write 'a=[1,[2,3]]'"),
        ("a=(1)", #"in a shell, write 'a="(1)"'"#), ("a=((1),2)", "quote the text, or write \\("),
        ("a=1\r", #"sed -i 's/\r$//' SCRIPT takes them away"#),
        ("x.yaml", "--config-name x"), ("model/small.yaml", "to add it as an option of its group, write +model=small"),
        ("./model/small.yml", "to add it as an option of its group, write +model=small"),
        ("../conf/x.yaml", "--config-path ../conf --config-name x"), ("/c/x.yml", "--config-path /c --config-name x"),
        ("db@1=x", "give the whole path, for instance items.1"),
    ])
    func anArgumentIsProposed(_ text: String, _ help: String) {
        let error = #expect(throws: ConfigError.self) { try Override(parsing: text, argument: 1) }
        #expect(error?.diagnostics.first?.help == help)
    }

    @Test(arguments: [
        ("a=1,2", "for a list, write [a,b]; for one text, quote it; for several jobs, add --multirun (-m)"),
        ("a=choice(1,2)", "give one value; for several jobs, sweep over whole values and add --multirun (-m)"),
        ("a=[range(3)]", "give one value; for several jobs, sweep over whole values and add --multirun (-m)"),
    ])
    func severalValuesForOneJobAreExplained(_ text: String, _ help: String) throws {
        let override = try Override(parsing: text, argument: 1)
        let error = #expect(throws: ConfigError.self) { try override.node() }
        #expect(error?.diagnostics.first?.help == help)
    }
}

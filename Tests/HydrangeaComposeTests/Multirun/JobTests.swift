import HydrangeaCompose
import HydrangeaGrammar
import HydrangeaTree
import Testing

/// Tests of the jobs of a sweep.
@Suite struct JobTests {
    private func multirun(_ overrides: [String]) throws -> Multirun {
        let configs: [String: ConfigNode] = ["config": ["x": 1], "db/1": ["port": 1], "db/a": ["port": 2]]
        return try Composer([MemorySource(configs)]).jobs(of: "config", overrides: overrides)
    }

    /// Hydra hands the overrides of a job on as text: the job reads `choice('1',x)` as the number 1.
    @Test(arguments: [
        "x=1.10,1_0", "x=choice('1',x,'null')", "x=str([1,'2'],['a b'])", "x=[1.50,'x',\"y z\",null],{1:x,2.50:'y'}",
        "x=sort('b','1')", "+y=json_str([1,2])", "+y=extend\\ list,a\\,b", "+db=glob(*)", "~x", "x='a','1'",
        "x=shuffle(int(range(0.5,3)))",
    ])
    func aJobIsComposedAsItsTextIs(_ override: String) throws {
        let multirun = try multirun([override])
        #expect(!multirun.jobs.isEmpty)
        for (index, job) in multirun.jobs.enumerated() {
            let composition = try multirun.compose(job: index)
            #expect(try composition.tree == multirun.compose(job).tree)
            #expect(composition.overrides.map(\.text) == job)
        }
    }

    @Test func aTextThatCannotBeReadIsReportedForItsJob() throws {
        let multirun = try multirun(["x=choice('a#b',c)"])
        #expect(try multirun.compose(job: 1).tree["x"] == "c")
        let error = #expect(throws: ConfigError.self) { try multirun.compose(job: 0) }
        #expect(
            error?.description == """
                error: '#' must be quoted in a value
                  argument 1: x=a#b
                                 ^
                  help: in a shell, write 'x="a#b"'
                """)
    }

    @Test func thereIsNoJobBehindTheLast() throws {
        let multirun = try multirun(["x=1,2"])
        let error = #expect(throws: ConfigError.self) { try multirun.compose(job: 2) }
        #expect(error?.description == "error: this sweep has no job 2")
    }
}

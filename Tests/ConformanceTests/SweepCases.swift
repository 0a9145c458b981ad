import Hydrangea

extension ConformanceCase {
    /// The jobs that the command line alone defines, in batches if the case limits their size.
    func sweepJobs(_ compatibility: Compatibility) throws(ConfigError) -> JSON {
        var parsed: [Override] = []
        for (index, text) in overrides.enumerated() {
            parsed.append(try Override(parsing: text, argument: index + 1, compatibility: compatibility))
        }
        let sources = try composer(compatibility).sources
        let jobs = try JobList(parsed, compatibility: compatibility) { group in
            sources.flatMap { $0.options(inGroup: group) }.sorted()
        }
        guard let size = json["max_batch_size"]?.int else { return ["jobs": printed(Array(jobs))] }
        return ["batches": .array(jobs.batches(of: size).map(printed))]
    }

    /// The overrides of each job of a multirun, and the composed configs if the case asks for them.
    func multirun(_ compatibility: Compatibility) throws(ConfigError) -> JSON {
        let composer = try composer(compatibility)
        let multirun = try composer.jobs(of: configName, overrides: overrides)
        var members = [JSON.Member(key: "jobs", value: printed(multirun.jobs))]
        if case .int? = try multirun.composition.value(at: "hydra.sweeper.max_batch_size")?.content {
            members.append(JSON.Member(key: "batches", value: .array(multirun.batches.map { .number("\($0.count)") })))
        }
        if json["yaml"]?.bool == true {
            var texts: [String] = []
            for job in try compositions(of: multirun) { texts.append(try job.yaml()) }
            members.append(JSON.Member(key: "yaml", value: .strings(texts)))
        }
        return .object(members)
    }

    /// The compositions of all jobs of a multirun.
    func compositions(of multirun: Multirun) throws(ConfigError) -> [Composition] {
        var compositions: [Composition] = []
        for number in multirun.jobs.indices {
            compositions.append(
                try multirun.compose(job: number).settingHydra([(["job", "num"], ConfigNode(.int(number)))]))
        }
        return compositions
    }

    private func printed(_ jobs: [[String]]) -> JSON { .array(jobs.map { .strings($0.map(JobList.printed)) }) }
}

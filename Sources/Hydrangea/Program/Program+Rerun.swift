import HydrangeaCompose
import HydrangeaFiles
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Executes the frozen config of an earlier run, with overrides on top, without composing again.
    func rerun(_ directory: String, _ setup: Setup, _ arguments: AppArguments) async throws {
        let overrides = arguments.compose.overrides
        let record = try record(at: directory)
        let composition = try setup.composer.composition(rerunning: record, overrides: overrides)
        // By default, a rerun gets a numbered directory beside the run that it repeats.
        let isNamed = overrides.contains { $0.drop { $0 == "+" }.hasPrefix("hydra.run.dir=") }
        let job: FrozenJob<Config>
        do throws(ConfigError) {
            job = try frozen(
                composition,
                at: placement(arguments.record, ifTaken: arguments.record.exist ?? (isNamed ? nil : .suffix)))
        } catch {
            throw namingItsProgram(record, error)
        }
        warn(ofDefaultsIn: composition, record)
        try await run(job, setup, arguments) { context in
            if let seed = record.facts?.seed { context.drawnSeed = Run.Seed(seed) }
            context.repeatedJobIndex = record.facts?.job.index
            let origin = await RunOrigin(rerunning: record, now: context)
            if !origin.differences.isEmpty {
                console.warn([
                    Diagnostic(
                        .run, "this rerun differs from the run in \(record.directory)", notes: origin.differences)
                ])
            }
            context.origin = origin
        }
    }

    private func record(at directory: String) throws(ConfigError) -> RunRecord {
        let path = FilePath.absolute(directory, in: invocation.workingDirectory)
        do { return try RunRecord(at: path) } catch {
            guard var diagnostic = error.diagnostics.first, let job = RunRecord.jobs(in: path).first else {
                throw error
            }
            diagnostic.help = "to repeat one of them, write --rerun \(FilePath.join(directory, job).shellWord)"
            throw ConfigError(diagnostic)
        }
    }

    /// Warns about keys that the record lacks because they are new in the program. They get the program's current
    /// defaults.
    private func warn(ofDefaultsIn composition: Composition, _ record: RunRecord) {
        let notes = missingDefaults(in: composition).map { "\($0.path): \(FlowText.of($0.value))" }
        if notes.isEmpty { return }
        console.warn([
            Diagnostic(
                .run, "the run in \(record.directory) does not have all keys: this program's defaults are taken",
                notes: notes)
        ])
    }

    /// Adds a note if the run was made by another program, since that is the likely reason why its config does not fit.
    private func namingItsProgram(_ record: RunRecord, _ error: ConfigError) -> ConfigError {
        guard let name = record.facts?.arguments.first.map(FilePath.name(of:)), name != invocation.programName,
            var first = error.diagnostics.first
        else { return error }
        first.notes.append("the run was one of '\(name)', and this is '\(invocation.programName)'")
        return ConfigError(first, Array(error.diagnostics.dropFirst()))
    }
}

import ArgumentParser
import HydrangeaCompose
import HydrangeaFiles
import HydrangeaRun
import HydrangeaTree

extension Program {
    /// Executes the frozen config of an earlier run, with overrides on top; nothing is composed.
    func rerun(_ directory: String, _ setup: Setup, _ arguments: AppArguments) async throws {
        let options = arguments.compose
        let record = try RunRecord(at: FilePath.absolute(directory, in: invocation.workingDirectory))
        let composition = try setup.composer.rerun(record, overrides: options.overrides)
        if let part = options.cfg {
            return console.write(try composition.text(part, package: options.package, resolved: options.resolve))
        }
        let place = arguments.record.noRunDir
            ? JobPlace.nowhere(invocation.workingDirectory)
            : try JobPlace(of: composition, workingDirectory: invocation.workingDirectory, ifTaken: arguments.record.exist ?? .suffix)
        let job = try FrozenJob(composition, at: place, decode: try decode(composition))
        if options.dryRun { return console.write(jobLine(options.overrides)) }
        setup.exportEnvironment()
        var context = setup.runContext()
        let origin = RunOrigin(rerunning: record, now: context)
        if !origin.differences.isEmpty {
            console.warn([
                Diagnostic(.run, "this rerun is not in all what the run in \(record.directory) was", notes: origin.differences)
            ])
        }
        context.origin = origin
        try await job.prepare(context).execute(task)
    }
}

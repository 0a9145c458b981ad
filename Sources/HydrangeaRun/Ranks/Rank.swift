import HydrangeaFiles

/// A process's place among those that a launcher has started for one job.
public struct Rank: Hashable, Sendable, Codable {
    /// From 0.
    public var index: Int
    /// How many processes there are.
    public var count: Int
    /// Whose variables said so: `torchrun`, `slurm`, `openmpi`, `pmi`.
    public var launcher: String
    /// What all processes of this job know, and those of another job do not; empty when the launcher gives no such
    /// thing.
    let job: String

    /// The first process makes the job's directory and writes its record; the others join it.
    public var isFirst: Bool { index == 0 }

    private enum CodingKeys: String, CodingKey { case index, count, launcher, job }

    /// Reads the variables of the launchers in use: `RANK` and `WORLD_SIZE` (torchrun and those like it), Slurm's, Open
    /// MPI's, and those of MPICH and Intel's MPI. Nil when the process works alone.
    ///
    /// Where several speak, the innermost does: torchrun may run in a Slurm job. `HYDRANGEA_JOB_ID` names a job where
    /// the launcher does not. With `HYDRANGEA_RANKS=off` each process is a run of its own, whatever the launcher says.
    public init?(environment: [String: String]) {
        if environment["HYDRANGEA_RANKS"] == "off" { return nil }
        for launcher in Self.launchers {
            guard let index = launcher.index.lazy.compactMap({ environment[$0].flatMap { Int($0) } }).first,
                let count = launcher.count.lazy.compactMap({ environment[$0].flatMap { Int($0) } }).first,
                count > 1, (0..<count).contains(index)
            else { continue }
            self.index = index
            self.count = count
            self.launcher = launcher.name
            job = environment["HYDRANGEA_JOB_ID"] ?? launcher.job.compactMap { environment[$0] }.joined(separator: "-")
            return
        }
        return nil
    }

    private struct Launcher {
        let name: String
        let index: [String]
        let count: [String]
        let job: [String]
    }

    private static let launchers = [
        Launcher(
            name: "torchrun", index: ["RANK"], count: ["WORLD_SIZE"],
            job: [
                "TORCHELASTIC_RUN_ID", "TORCHELASTIC_RESTART_COUNT", "MASTER_ADDR", "MASTER_PORT", "SLURM_JOB_ID",
                "SLURM_STEP_ID",
            ]),
        Launcher(
            name: "openmpi", index: ["OMPI_COMM_WORLD_RANK"], count: ["OMPI_COMM_WORLD_SIZE"],
            job: ["PMIX_NAMESPACE", "OMPI_MCA_ess_base_jobid"]),
        Launcher(
            name: "pmi", index: ["PMI_RANK"], count: ["PMI_SIZE"], job: ["PMI_JOBID", "SLURM_JOB_ID", "SLURM_STEP_ID"]),
        Launcher(
            name: "slurm", index: ["SLURM_PROCID"], count: ["SLURM_STEP_NUM_TASKS", "SLURM_NTASKS"],
            job: ["SLURM_JOB_ID", "SLURM_STEP_ID", "SLURM_RESTART_COUNT"]),
    ]

    /// The name of a file of this process's own: `train.log` becomes `train.rank-1.log`.
    func naming(_ path: String) -> String {
        let name = FilePath.name(of: path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(path).rank-\(index)" }
        let ending = name[dot...]
        return "\(path.dropLast(ending.count)).rank-\(index)\(ending)"
    }
}

import HydrangeaFiles

extension Run {
    /// The rank of a process among the processes that a launcher has started for one job.
    public struct Rank: Hashable, Sendable, Codable {
        /// The number of the process, from 0.
        public var index: Int
        /// The number of processes.
        public var count: Int
        /// The launcher whose variables were read: `torchrun`, `slurm`, `openmpi` or `pmi`.
        public var launcher: String
        /// The identifier that all processes of this job share, and no other job has; empty if the launcher sets none.
        let job: String

        /// True for rank 0, which creates the job's directory and writes its record. The others join it.
        public var isFirst: Bool { index == 0 }

        private enum CodingKeys: String, CodingKey { case index, count, launcher, job }

        /// Reads the rank from the variables of the supported launchers: `RANK` and `WORLD_SIZE` (torchrun and similar
        /// launchers), Slurm's, Open MPI's, and those of MPICH and Intel MPI. Nil if the process works alone.
        ///
        /// If several launchers have set variables, the innermost counts, such as torchrun in a Slurm job.
        /// `HYDRANGEA_JOB_ID` replaces the job identifier of the launcher. With `HYDRANGEA_RANKS=off` each process is a
        /// separate run.
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
                job =
                    environment["HYDRANGEA_JOB_ID"]
                    ?? launcher.job.compactMap { environment[$0] }.joined(separator: "-")
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
                name: "pmi", index: ["PMI_RANK"], count: ["PMI_SIZE"],
                job: ["PMI_JOBID", "SLURM_JOB_ID", "SLURM_STEP_ID"]),
            Launcher(
                name: "slurm", index: ["SLURM_PROCID"], count: ["SLURM_STEP_NUM_TASKS", "SLURM_NTASKS"],
                job: ["SLURM_JOB_ID", "SLURM_STEP_ID", "SLURM_RESTART_COUNT"]),
        ]

        /// The file name for this rank: `train.log` → `train.rank-1.log`.
        func naming(_ path: String) -> String {
            let name = FilePath.name(of: path)
            guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(path).rank-\(index)" }
            let ending = name[dot...]
            return "\(path.dropLast(ending.count)).rank-\(index)\(ending)"
        }
    }
}

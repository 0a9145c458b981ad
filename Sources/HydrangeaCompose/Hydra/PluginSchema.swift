import HydrangeaTree

/// The types of the settings of launchers, sweepers and samplers.
enum PluginSchema {
    /// The type of a built-in config, named as on the search path; nil for one that declares none, such as the logging
    /// configs.
    static func type(of config: String) -> DeclaredType? {
        switch config {
        case "hydra/launcher/basic": .record([target])
        case "hydra/launcher/joblib": joblib
        case "hydra/launcher/submitit_local": .record(queue + [target])
        case "hydra/launcher/submitit_slurm": .record(queue + [target] + slurm)
        case "hydra/sweeper/basic": .record([target, ("max_batch_size", .optional(.int)), parameters])
        case "hydra/sweeper/optuna": optuna
        case "hydra/sweeper/sampler/tpe":
            .record(
                [target] + parzen + [
                    ("n_ei_candidates", .int), ("multivariate", .bool), ("warn_independent_sampling", .bool),
                ])
        case "hydra/sweeper/sampler/motpe": .record([target] + parzen + [("n_ehvi_candidates", .int)])
        case "hydra/sweeper/sampler/random": .record([target, seed])
        case "hydra/sweeper/sampler/grid": .record([target, ("_partial_", .bool)])
        case "hydra/sweeper/sampler/cmaes": cmaes
        case "hydra/sweeper/sampler/nsgaii": nsgaii
        default: nil
        }
    }

    private static let target = ("_target_", DeclaredType.string)
    private static let seed = ("seed", DeclaredType.optional(.int))
    private static let parameters = ("params", DeclaredType.optional(.dictionary(.string)))

    private static let joblib = DeclaredType.record([
        target, ("n_jobs", .int), ("backend", .optional(.string)), ("prefer", .string), ("require", .optional(.string)),
        ("verbose", .int),
        ("timeout", .optional(.float)), ("pre_dispatch", .string), ("batch_size", .string),
        ("temp_folder", .optional(.string)),
        ("max_nbytes", .optional(.string)), ("mmap_mode", .string),
    ])

    private static let queue: [(String, DeclaredType)] = [
        ("submitit_folder", .string), ("timeout_min", .int), ("cpus_per_task", .optional(.int)),
        ("gpus_per_node", .optional(.int)),
        ("tasks_per_node", .int), ("mem_gb", .optional(.int)), ("nodes", .int), ("name", .string),
        ("stderr_to_stdout", .bool),
    ]

    private static let slurm: [(String, DeclaredType)] =
        ["partition", "qos", "comment", "constraint", "exclude", "gres", "mem_per_gpu", "mem_per_cpu", "account"].map {
            ($0, .optional(.string))
        } + [
            ("cpus_per_gpu", .optional(.int)), ("gpus_per_task", .optional(.int)), ("signal_delay_s", .int),
            ("max_num_timeout", .int),
            ("additional_parameters", .dictionary(.any)), ("array_parallelism", .int),
            ("setup", .optional(.list(.string))),
        ]

    private static let optuna = DeclaredType.record([
        target, ("sampler", .record([target])), ("direction", .any), ("storage", .any),
        ("study_name", .optional(.string)), ("n_trials", .int),
        ("n_jobs", .int), ("max_failure_rate", .float), ("search_space", .optional(.dictionary(.any))), parameters,
        ("custom_search_space", .optional(.string)),
    ])

    private static let parzen: [(String, DeclaredType)] = [
        seed, ("consider_prior", .bool), ("prior_weight", .float), ("consider_magic_clip", .bool),
        ("consider_endpoints", .bool),
        ("n_startup_trials", .int),
    ]

    private static let cmaes = DeclaredType.record([
        target, seed, ("x0", .optional(.dictionary(.any))), ("sigma0", .optional(.float)),
        ("independent_sampler", .any),
        ("warn_independent_sampling", .bool), ("consider_pruned_trials", .bool), ("restart_strategy", .any),
        ("inc_popsize", .int),
        ("use_separable_cma", .bool), ("source_trials", .any),
    ])

    private static let nsgaii = DeclaredType.record([
        target, seed, ("population_size", .int), ("mutation_prob", .optional(.float)), ("crossover_prob", .float),
        ("swapping_prob", .float),
        ("constraints_func", .any),
    ])
}

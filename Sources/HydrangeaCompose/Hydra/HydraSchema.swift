import HydrangeaTree

/// The types of the `hydra` node's keys.
enum HydraSchema {
    static func type(_ compatibility: Compatibility) -> DeclaredType {
        switch compatibility {
        case .hydra1_4: newer
        case .hydra1_3: older
        }
    }

    private static let newer = node(.hydra1_4)
    private static let older = node(.hydra1_3)

    private static func node(_ compatibility: Compatibility) -> DeclaredType {
        .record(
            [
                ("mode", .optional(.name(of: ["RUN", "MULTIRUN"], enumeration: "RunMode"))),
                ("searchpath", .list(.string)),
                ("run", .record([("dir", .string)])),
                ("sweep", .record([("dir", .string), ("subdir", .string)])),
                ("hydra_logging", .dictionary(.any)), ("job_logging", .dictionary(.any)),
                ("sweeper", .any), ("launcher", .any), ("callbacks", .dictionary(.any)), ("env", .any),
                (
                    "help",
                    .record([("app_name", .string), ("header", .string), ("footer", .string), ("template", .string)])
                ),
                ("hydra_help", .record([("hydra_help", .string), ("template", .string)])),
                ("output_subdir", .optional(.string)),
                ("overrides", .record([("hydra", .list(.string)), ("task", .list(.string))])),
                ("job", job(compatibility)), ("runtime", runtime), ("verbose", .any),
            ] + (compatibility.hasAliases ? [("aliases", .dictionary(.string))] : []))
    }

    private static func job(_ compatibility: Compatibility) -> DeclaredType {
        .record([
            ("name", .string), ("chdir", compatibility.chdirMayBeNull ? .optional(.bool) : .bool),
            ("override_dirname", .string),
            ("id", .string), ("num", .int),
            ("config_name", .optional(.string)), ("env_set", .dictionary(.string)), ("env_copy", .list(.string)),
            (
                "config",
                .record([
                    (
                        "override_dirname",
                        .record([("kv_sep", .string), ("item_sep", .string), ("exclude_keys", .list(.string))])
                    )
                ])
            ),
        ])
    }

    private static let runtime = DeclaredType.record([
        ("version", .string), ("version_base", .string), ("cwd", .string),
        ("config_sources", .list(.record([("path", .string), ("schema", .string), ("provider", .string)]))),
        ("output_dir", .string), ("choices", .dictionary(.any)),
    ])
}

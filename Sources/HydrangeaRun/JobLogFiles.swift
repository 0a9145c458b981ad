import HydrangeaCompose
import HydrangeaFiles
import HydrangeaTree

/// Which files a job's log goes to, where that is not simply what the config says.
enum JobLogFiles {
    /// The composition with its `hydra.job_logging` changed: a run that keeps nothing has no log files, and each of several processes has its own,
    /// so that their lines do not mix: `train.rank-1.log`.
    static func adapted(_ composition: Composition, isKept: Bool, rank: Rank?) throws(ConfigError) -> Composition {
        let rank = rank.flatMap { $0.isFirst ? nil : $0 }
        if isKept, rank == nil { return composition }
        guard var logging = try composition.value(at: "hydra.job_logging"), let handlers = logging["handlers"]?.mapping else { return composition }
        let files = handlers.entries.filter { $0.value["filename"] != nil }
        for file in files {
            let path = ConfigPath([.key("handlers"), .key(file.key), .key("filename")])
            if isKept, let rank, let name = file.value["filename"]?.plainText {
                _ = logging.update(at: path.elements) { $0 = ConfigNode(.string(rank.naming(name))) }
            }
        }
        if !isKept {
            let names = files.compactMap(\.key.string)
            _ = logging.update(at: ConfigPath("root.handlers").elements) { node in
                node = ConfigNode(.sequence((node.sequence ?? []).filter { !names.contains($0.string ?? "") }))
            }
        }
        return composition.settingHydra([(["job_logging"], logging)])
    }
}

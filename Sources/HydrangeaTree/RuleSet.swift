/// The release of Hydra whose rules hold where two releases differ.
public enum RuleSet: String, Sendable, CaseIterable {
    /// Hydra 1.4 with OmegaConf 2.4: the default.
    case hydra1_4 = "1.4"
    /// Hydra 1.3 with OmegaConf 2.3, for which most public config trees were written.
    case hydra1_3 = "1.3"
}

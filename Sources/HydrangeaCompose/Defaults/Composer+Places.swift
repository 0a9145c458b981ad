package import HydrangeaTree

extension Composer {
    /// The place of a config's values when a defaults list names it without a package; nil if there is no such config.
    ///
    /// - Throws: an error if the config cannot be read.
    package func place(of config: String) throws(ConfigError) -> ConfigPath? {
        var session = try CompositionSession(self)
        return try session.place(of: config)
    }
}

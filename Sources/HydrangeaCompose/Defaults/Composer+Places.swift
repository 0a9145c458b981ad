package import HydrangeaTree

extension Composer {
    /// Where the values of a config go when a defaults list names it without a package; nil when there is no such
    /// config.
    ///
    /// - Throws: when the config cannot be read.
    package func place(of config: String) throws(ConfigError) -> ConfigPath? {
        var session = try CompositionSession(self)
        return try session.place(of: config)
    }
}

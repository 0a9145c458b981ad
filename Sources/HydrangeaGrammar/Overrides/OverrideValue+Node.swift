package import HydrangeaTree

extension Override {
    /// The value as part of a config; null if the override has no value.
    ///
    /// - Throws: an error if the value is a sweep or contains one, because a sweep is for several jobs.
    package func node() throws(ConfigError) -> ConfigNode {
        try (value ?? Value(.null, origin: valueOrigin)).node()
    }
}

extension Override.Value {
    /// The value, and all values in it, as nodes with the same places.
    fileprivate func node() throws(ConfigError) -> ConfigNode {
        if let scalar { return ConfigNode(scalar.content, origin: origin) }
        switch content {
        case .list(let values):
            var items: [ConfigNode] = []
            for value in values { items.append(try value.node()) }
            return ConfigNode(.sequence(items), origin: origin)
        case .map(let pairs):
            var mapping = ConfigMapping()
            for pair in pairs {
                mapping.set(
                    ConfigMapping.Entry(key: pair.key, keyRange: pair.keyOrigin.range, value: try pair.value.node()))
            }
            return ConfigNode(.mapping(mapping), origin: origin)
        case .sweep(let sweep): throw sweep.misplaced(at: origin)
        default:
            throw ConfigError(
                Diagnostic(
                    .overrideSyntax, "extend_list() is only for a whole value", origin: origin,
                    help: "write KEY=extend_list(a,b)"))
        }
    }
}

extension Override.Sweep {
    fileprivate func misplaced(at origin: Origin) -> ConfigError {
        let isSimple = if case .choice(let choice) = self { choice.isSimple } else { false }
        return ConfigError(
            Diagnostic(
                .overrideSyntax, "several values are for several jobs, but this is one", origin: origin,
                help: isSimple
                    ? "for a list, write [a,b]; for one text, quote it; for several jobs, add --multirun (-m)"
                    : "give one value; for several jobs, sweep over whole values and add --multirun (-m)"))
    }
}

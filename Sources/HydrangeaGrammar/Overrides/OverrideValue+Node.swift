package import HydrangeaTree

extension Override {
    /// The value as part of a config; null if the override has no value. Values inside of it have their own places.
    ///
    /// - Throws: an error if the value is a sweep or contains one, because a sweep is for several jobs.
    package func node() throws(ConfigError) -> ConfigNode {
        var places = PartPlaces(self)
        return try (value ?? .null).node(&places)
    }
}

/// The places of the parts of an override's value, in their order.
///
/// The result of a function is not written anywhere, and a key that is given twice is written twice: then all parts
/// have the place of the whole value.
private struct PartPlaces {
    private let whole: Origin
    private var columns: ArraySlice<Int>

    init(_ override: Override) {
        whole = override.valueOrigin
        columns = override.value?.partCount == override.partColumns.count ? override.partColumns[...] : []
    }

    mutating func next() -> Origin {
        columns.popFirst().map { Origin(whole.source, SourceText.Position(line: whole.position.line, column: $0)) }
            ?? whole
    }
}

extension Override.Value {
    /// The number of keys and values in it, including itself.
    var partCount: Int {
        switch self {
        case .list(let values), .extendList(let values): 1 + values.reduce(0) { $0 + $1.partCount }
        case .map(let pairs): 1 + pairs.reduce(0) { $0 + 1 + $1.value.partCount }
        default: 1
        }
    }

    fileprivate func node(_ places: inout PartPlaces) throws(ConfigError) -> ConfigNode {
        let origin = places.next()
        if let scalar { return ConfigNode(scalar.content, origin: origin) }
        switch self {
        case .list(let values):
            var items: [ConfigNode] = []
            for value in values { items.append(try value.node(&places)) }
            return ConfigNode(.sequence(items), origin: origin)
        case .map(let pairs):
            var mapping = ConfigMapping()
            for pair in pairs {
                let range = places.next().range
                mapping.set(ConfigMapping.Entry(key: pair.key, keyRange: range, value: try pair.value.node(&places)))
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

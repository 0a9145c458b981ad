import HydrangeaCompose
import HydrangeaDecode
import HydrangeaTree

/// The paths in a composition whose values must fit a type that the program has registered for a config.
struct OptionTypes: Sendable {
    private struct Place: Sendable {
        let path: ConfigPath
        let type: any StructuredConfig.Type
        let keys: Set<ConfigKey>
    }

    private var places: [Place] = []

    /// - Throws: if two types apply to one path and neither has all keys of the other.
    init(_ options: [ConfigOption], in composition: Composition) throws(ConfigError) {
        for registered in composition.registered {
            guard let type = options.last(where: { $0.name == registered.config })?.type else { continue }
            let place = Place(path: registered.path, type: type, keys: Set(try type.defaults().mapping?.keys ?? []))
            guard let index = places.firstIndex(where: { $0.path == place.path }) else {
                places.append(place)
                continue
            }
            // A type that has all keys of another one replaces it, as a subclass does.
            if place.keys.isSuperset(of: places[index].keys) {
                places[index] = place
            } else if !place.keys.isSubset(of: places[index].keys) {
                throw Self.clash(registered, place, over: places[index])
            }
        }
    }

    /// The findings of decoding the values at these paths as their types.
    func findings(
        in root: ConfigNode, _ decoder: ConfigDecoder, toleratesInterpolations: Bool
    ) -> DecodingFindings {
        var all = DecodingFindings()
        for place in places {
            // A registered config may have been deleted or replaced by null.
            guard let node = root[place.path], !node.isNull, !node.isMissing else { continue }
            var found = decoder.findings(
                in: node, as: place.type, at: place.path, toleratesInterpolations: toleratesInterpolations)
            // `+key=value` on the command line adds a key on purpose.
            found.mistakes.removeAll { $0.code == .unknownKey && $0.isOnCommandLine }
            all.add(found)
        }
        return all
    }

    private static func clash(_ registered: Composition.Registered, _ place: Place, over other: Place) -> ConfigError {
        let foreign = place.keys.subtracting(other.keys).map(\.description).sorted()
        let subject = place.path.isRoot ? "the config" : "'\(place.path)'"
        return ConfigError(
            Diagnostic(
                .merge, "\(subject) has the keys of \(other.type): '\(registered.config)' cannot be merged over it",
                at: place.path, origin: registered.choice,
                notes: ["\(other.type) has no: \(foreign.joined(separator: ", "))"],
                help: "choose one of the two, or let \(place.type) have all keys of \(other.type)"))
    }
}

extension Diagnostic {
    fileprivate var isOnCommandLine: Bool { if case .argument? = origin.source?.kind { true } else { false } }
}

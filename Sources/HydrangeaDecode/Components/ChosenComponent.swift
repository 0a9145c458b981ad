import HydrangeaTree

/// The keys that choose a component and say how it is made; all other keys are its arguments.
enum ComponentKey: String, CodingKey, CaseIterable {
    case target = "_target_"
    case partial = "_partial_"
    case positional = "_args_"
    case recursive = "_recursive_"
    case convert = "_convert_"
}

/// The values of `_convert_`.
enum ComponentConversion: String, Decodable, CaseIterable { case none, partial, object, all }

/// Reads a component's mapping: checks the choice against the registry, and the arguments against their type.
struct ChosenComponent<Product> {
    let registry: Registry<Product>
    /// The word for such a component in messages: `callback`.
    let kind: String
    let decoder: NodeDecoder
    private var place: DecodedNode { decoder.place }

    func read() throws -> (target: String, arguments: ConfigNode, make: Registry<Product>.Maker) {
        if let name = place.node.string, !place.node.isMissing {
            throw Problem.mismatch("a mapping", help: naming(name), at: place).asDecodingError(
                Self.self, at: place)
        }
        let container = try decoder.container(keyedBy: ComponentKey.self)
        let (target, entry) = try choice(container.decodeIfPresent(ConfigNode.self, forKey: .target))
        // Accepted because trees have these keys. They change nothing: a component is made when the program calls
        // `make()`, from Swift values.
        _ = try container.decodeIfPresent(Bool.self, forKey: .partial)
        _ = try container.decodeIfPresent(Bool.self, forKey: .recursive)
        _ = try container.decodeIfPresent(ComponentConversion.self, forKey: .convert)
        if let positional = try container.decodeIfPresent([ConfigNode].self, forKey: .positional), !positional.isEmpty {
            try decoder.pass.refuse(positionalArguments(target), of: Self.self, at: place, mode: decoder.mode)
        }
        var arguments = place.node.mapping ?? [:]
        for key in ComponentKey.allCases { arguments.remove(.string(key.rawValue)) }
        let node = ConfigNode(.mapping(arguments), origin: place.node.origin)
        return (target, node, try entry(decoder.leaving(node)))
    }

    /// The override or mapping to write instead of the component's name alone.
    private func naming(_ name: String) -> String? {
        guard registry.entry(for: name) != nil else { return nil }
        let key = ComponentKey.target.rawValue
        let override = place.node.origin.isArgument ? place.path.override : nil
        return override.map { "write \($0).\(key)=\(name)" } ?? "write {\(key): \(name)}"
    }

    private func choice(_ node: ConfigNode?) throws -> (String, Registry<Product>.Entry) {
        let names = registry.targets
        let known = "\(kind)s: " + (names.isEmpty ? "none" : names.joined(separator: ", "))
        guard let node, !node.isNull else {
            let diagnostic = Diagnostic(
                .unknownComponent, "\(place.subject) names no \(kind)", at: place.path, origin: place.node.origin,
                notes: [known],
                help: "add a key _target_ with one of these names")
            throw Problem(diagnostic).asDecodingError(Self.self, at: place)
        }
        let key = place.child(node, .key(.string(ComponentKey.target.rawValue)))
        guard let target = node.string, !node.isMissing else {
            throw Problem.mismatch("the name of a \(kind)", at: key).asDecodingError(
                Self.self, at: place)
        }
        if let entry = registry.entry(for: target) { return (target, entry) }
        throw Problem(.unknownChoice(.unknownComponent, named: "\(kind)s", names, at: key))
            .asDecodingError(Self.self, at: place)
    }

    private func positionalArguments(_ target: String) -> Problem {
        let key = ComponentKey.positional.rawValue
        let node = place.node.mapping?[key]
        return Problem(
            Diagnostic(
                .invalidValue, "the arguments of '\(target)' have names: it takes no '\(key)'",
                at: place.path.appending(key),
                origin: node?.origin ?? place.node.origin, help: "write each argument as a key of \(place.subject)"))
    }
}

extension NodeDecoder {
    /// The decoder for the arguments, without the keys that choose the component.
    func leaving(_ node: ConfigNode) -> NodeDecoder { at(DecodedNode(place, leaving: node)) }
}

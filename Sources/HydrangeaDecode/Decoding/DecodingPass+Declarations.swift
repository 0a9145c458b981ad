import HydrangeaTree

// Defaults that types declare for keys which the config lacks.

extension DecodingPass {
    /// The default of a key that the mapping at `place` lacks: that of the types above for this place, or that of its
    /// own type.
    ///
    /// `var inner = Inner(width: 7)` gives 7 also if a config sets another key of `inner` and not its width.
    func declaredDefault(_ name: String, of type: any StructuredConfig.Type, at place: DecodedNode) -> ConfigNode? {
        if let above = declared(at: place), above.isMapping, above.origin.source?.kind == .type("\(type)"),
            let node = above.mapping?[name]
        {
            return node
        }
        return defaults(of: type)?[name]
    }

    /// The value that the types above declare for a whole place; nil if none does, and if the config has chosen another
    /// component than they have.
    private func declared(at place: DecodedNode) -> ConfigNode? {
        guard let parent = place.parent, case .key(let key)? = place.element else { return nil }
        let found: ConfigNode?
        if let structure = parent.structure {
            found = key.string.flatMap { declaredDefault($0, of: structure, at: parent) }
        } else {
            found = declared(at: parent)?.mapping?[key]
        }
        guard let found, found.isMapping else { return nil }
        let target = ConfigKey.string(ComponentKey.target.rawValue)
        return parent.node.mapping?[key]?.mapping?[target] == found.mapping?[target] ? found : nil
    }

    /// Compares a decoded value with its config. A key that its type looked for, that the config lacks or has as null,
    /// and that the type writes with a value when it is encoded again, is a value that no record of the run would have.
    ///
    /// A type that writes other keys than it reads is not checked: the value may be there under another name. Null is
    /// common, as the value of optionals, so each key of a type is checked once for it.
    func checkDeclarations<T>(_ value: T, at place: DecodedNode) {
        let absent = place.takeAbsentNames().filter { name in
            place.node.mapping?[name] == nil || !isKnownNull(name, of: T.self)
        }
        guard !absent.isEmpty, let encodable = value as? any Encodable, let mapping = place.node.mapping,
            let written = (try? ConfigEncoder().encode(encodable))?.mapping,
            mapping.keys.allSatisfy({ written.position(of: $0) != nil })
        else { return }
        for name in absent {
            guard let node = written[name], !node.isNull else {
                noteNull(name, of: T.self)
                continue
            }
            note(undeclared: name, of: T.self, at: place.path.appending(name))
            note(Problem(.undeclared(name, node, of: T.self, at: place)))
        }
    }
}

extension Diagnostic {
    fileprivate static func undeclared(_ name: String, _ node: ConfigNode, of type: Any.Type, at place: DecodedNode)
        -> Diagnostic
    {
        let path = place.path.appending(name)
        let given = node.isContainer ? nil : node.writtenText
        let null = place.node.mapping?[name]
        return Diagnostic(
            .invalidValue,
            "'\(path)' is \(given ?? node.kindName) in the program, and the config "
                + (null == nil ? "does not say so" : "says null"), at: path,
            origin: null?.origin ?? place.node.origin,
            notes: ["\(type) has this default in its own decoding, where no record of a run can know of it"],
            help: (type is any StructuredConfig.Type
                ? "let the property '\(name)' of \(type) have the default"
                : "let \(type) be a StructuredConfig whose property has the default")
                + (path.override.map {
                    "; until then, give the key: \(null == nil ? "+" : "")\($0)=\(given ?? "VALUE")"
                } ?? ""))
    }
}

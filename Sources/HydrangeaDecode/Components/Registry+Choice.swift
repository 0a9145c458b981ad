package import HydrangeaTree

extension Registry {
    /// Makes the component that a mapping chooses by its `_target_`, with the arguments beside it.
    ///
    /// - Parameters:
    ///   - path: The mapping's place in the config.
    ///   - kind: What messages call such a component: `callback`.
    /// - Throws: when it chooses none, or one that is not registered, and when its arguments do not fit.
    package func component(chosenBy node: ConfigNode, at path: ConfigPath, kind: String) throws(ConfigError) -> Product
    {
        let pass = DecodingPass()
        let place = DecodedNode(root: node, at: path)
        let decoder = NodeDecoder(pass: pass, place: place, wanted: ConfigNode.self, mode: .collecting)
        var make: Maker?
        do {
            make = try ChosenComponent(registry: self, kind: kind, decoder: decoder).read().make
        } catch is NoPlaceholder {
        } catch {
            pass.note(Problem(error, of: Product.self, at: place))
        }
        if let error = ConfigError(pass.report().map { advised($0, path) }) { throw error }
        do {
            guard let make else { throw NoPlaceholder() }
            return try make()
        } catch {
            throw (error as? ConfigError)
                ?? ConfigError(
                    Diagnostic(
                        .unknownComponent, "the \(kind) at '\(path)' cannot be made: \(error)", at: path,
                        origin: node.origin))
        }
    }

    /// Says what helps if no component has a name like the chosen one: the configs may belong to another program.
    private func advised(_ diagnostic: Diagnostic, _ path: ConfigPath) -> Diagnostic {
        guard diagnostic.code == .unknownComponent, diagnostic.help == nil else { return diagnostic }
        var copy = diagnostic
        copy.help = "register it in the program's configuration, or take it out: \("~\(path)".shellWord)"
        return copy
    }
}

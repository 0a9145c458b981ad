package import HydrangeaTree

extension Composition {
    /// The same error, where each mistake in an option's file says what chose that option.
    package func explaining(_ error: ConfigError) -> ConfigError {
        ConfigError(error.diagnostics.map(explaining)) ?? error
    }

    private func explaining(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let source = diagnostic.origin.source, case .file = source.kind, !diagnostic.notes.contains(where: { $0.hasPrefix("chosen by: ") }),
            let reason = layer(writtenIn: source, for: diagnostic.path).flatMap({ defaultsTree.reason($0.defaultsNode) })
        else { return diagnostic }
        var copy = diagnostic
        copy.notes.append(reason)
        return copy
    }

    /// The config that a file became. When it went to several packages, the one that holds the path.
    private func layer(writtenIn source: SourceText, for path: ConfigPath?) -> Layer? {
        let candidates = layers.filter { $0.node.origin.source === source }
        guard candidates.count > 1, let path = path?.description else { return candidates.first }
        return candidates.last { $0.package.isEmpty || path == $0.package || path.hasPrefix($0.package + ".") } ?? candidates.first
    }
}

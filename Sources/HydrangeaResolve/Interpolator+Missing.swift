import HydrangeaGrammar
package import HydrangeaTree

extension Interpolator {
    /// The whole tree with every interpolation resolved. One that needs a value that is still missing is missing itself: `???`.
    ///
    /// - Throws: everything else that cannot be resolved.
    package func resolveKeepingMissing(_ root: ConfigNode) throws(ConfigError) -> ConfigNode {
        do { return try resolve(root) } catch {
            guard error.diagnostics.allSatisfy({ $0.code == .missingValue }) else { throw error }
            return try keepingMissing(root, at: [], in: root)
        }
    }

    /// The node at a path, resolved in the same way.
    package func valueKeepingMissing(at path: ConfigPath, in root: ConfigNode) throws(ConfigError) -> ConfigNode? {
        do { return try value(at: path, in: root) } catch {
            guard error.diagnostics.allSatisfy({ $0.code == .missingValue }), let node = root[path], node.isContainer else { throw error }
            return try keepingMissing(node, at: path.elements, in: root)
        }
    }

    private func keepingMissing(_ node: ConfigNode, at path: [ConfigPath.Element], in root: ConfigNode) throws(ConfigError) -> ConfigNode {
        var copy = node
        switch node.content {
        case .mapping(let mapping):
            var resolved = ConfigMapping()
            for entry in mapping.entries {
                var entry = entry
                entry.value = try keepingMissing(entry.value, at: path + [.key(entry.key)], in: root)
                resolved.set(entry)
            }
            copy.content = .mapping(resolved)
        case .sequence(let items):
            var resolved: [ConfigNode] = []
            for (index, item) in items.enumerated() { resolved.append(try keepingMissing(item, at: path + [.index(index)], in: root)) }
            copy.content = .sequence(resolved)
        case .string(let text) where InterpolatedText.mayInterpolate(text):
            do { return try value(at: path, in: root) ?? node } catch {
                guard error.diagnostics.allSatisfy({ $0.code == .missingValue }) else { throw error }
                copy.content = .string("???")
            }
        default: break
        }
        return copy
    }
}

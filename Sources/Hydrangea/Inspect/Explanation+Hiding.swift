package import HydrangeaCompose
package import HydrangeaTree

extension Explanation {
    /// The explanation with the values at some paths replaced, in every layer that sets them.
    package func hiding(_ places: [(path: ConfigPath, node: ConfigNode)]) -> Explanation {
        if places.isEmpty { return self }
        var copy = self
        copy.value = value.map { Self.replaced($0, at: path, places) }
        copy.resolved = resolved.map { Self.replaced($0, at: path, places) }
        for index in copy.parts.indices {
            copy.parts[index].value = Self.replaced(
                parts[index].value, at: ConfigPath(path.elements + parts[index].path.elements), places)
        }
        for index in copy.steps.indices {
            copy.steps[index].value = steps[index].value.map { Self.replaced($0, at: path, places) }
        }
        copy.sources = sources.map {
            if case .value(let explanation) = $0 { .value(explanation.hiding(places)) } else { $0 }
        }
        return copy
    }

    private static func replaced(
        _ node: ConfigNode, at path: ConfigPath, _ places: [(path: ConfigPath, node: ConfigNode)]
    ) -> ConfigNode {
        var node = node
        for place in places where place.path.elements.starts(with: path.elements) {
            _ = node.update(at: place.path.elements.dropFirst(path.elements.count)) { $0.content = place.node.content }
        }
        return node
    }
}

extension ConfigNode {
    /// The paths at which another tree of the same structure has other values, with those values.
    package func differences(from other: ConfigNode) -> [(path: ConfigPath, node: ConfigNode)] {
        leaves.compactMap { path, node in other[path].flatMap { $0 == node ? nil : (path, $0) } }
    }
}

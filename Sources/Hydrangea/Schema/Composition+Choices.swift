import HydrangeaCompose
import HydrangeaTree

extension Composition {
    /// A config group of the primary config's own defaults list.
    struct PrimaryChoice {
        var key: String
        /// The chosen option; nil if the list leaves the choice open.
        var option: String?
        /// The place of the option's values.
        var path: ConfigPath
    }

    /// The choices of the primary config's own defaults list, in its order. Open choices are at the end.
    var choicesOfPrimary: [PrimaryChoice] {
        let made = defaultsList.elements.filter { $0.parent == name && !$0.isSelf }.compactMap {
            element -> PrimaryChoice? in
            guard let key = element.overrideKey, let choice = choices.first(where: { $0.key == key }) else {
                return nil
            }
            return PrimaryChoice(key: key, option: choice.option, path: ConfigPath(element.package))
        }
        let listed = Set(defaultsList.elements.compactMap(\.overrideKey))
        let open = choices.filter { !listed.contains($0.key) }.map { choice in
            let parts = choice.key.split(separator: "@", maxSplits: 1).map(String.init)
            let package = parts.count > 1 ? parts.last : parts.first?.split(separator: "/").joined(separator: ".")
            return PrimaryChoice(key: choice.key, option: choice.option, path: ConfigPath(package ?? ""))
        }
        return (made + open).filter { !$0.key.hasPrefix("hydra/") }
    }
}

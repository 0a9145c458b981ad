import HydrangeaGrammar
import HydrangeaTree

extension Override {
    /// True if the override changes `hydra.searchpath`.
    var isSearchPath: Bool {
        (operation == .change || operation == .extendList) && key.package == nil
            && key.steps == ["hydra", "searchpath"]
    }

    /// True if the override addresses the `hydra` node or one of its groups.
    var isHydra: Bool {
        switch key {
        case .name(let name, _): name.hasPrefix("hydra.") || name.hasPrefix("hydra/")
        case .path(let steps, _): steps.first == "hydra"
        }
    }
}

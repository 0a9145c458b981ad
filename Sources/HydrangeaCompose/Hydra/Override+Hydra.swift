import HydrangeaGrammar
import HydrangeaTree

extension Override {
    /// True if the override changes `hydra.searchpath`.
    var isSearchPath: Bool {
        (operation == .change || operation == .extendList) && package == nil
            && (key == "hydra.searchpath"
                || (isValuePath && isHydra && keysOfValuePath == ["hydra", "searchpath"]))
    }

    /// True if the override addresses the `hydra` node or one of its groups.
    var isHydra: Bool {
        if isValuePath { return keysOfValuePath.first == "hydra" }
        return key.hasPrefix("hydra.") || key.hasPrefix("hydra/")
    }

    /// The keys of a value path, which only Hydra 1.4 has.
    private var keysOfValuePath: [String] { DottedPath.keys(of: key, compatibility: .hydra1_4) }
}

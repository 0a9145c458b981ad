import Hydrangea
import HydrangeaPlatform

/// A component whose type declares other defaults in later editions of the program. The environment variable
/// `PROBE_EDITION` selects the edition.
enum Models: ComponentFamily {
    static var edition: Int { getenv("PROBE_EDITION").flatMap { Int(String(cString: $0)) } ?? 1 }

    static var registry: Registry<String> {
        let empty = Registry<String>()
        return switch edition {
        case 3: empty.registering("mlp", as: DeepMLP.self) { "\($0.hidden) \($0.context) \($0.depth)" }
        case 4: empty.registering("mlp", as: PlainMLP.self) { "\($0.hidden)" }
        default: empty.registering("mlp", as: MLP.self) { "\($0.hidden) \($0.context)" }
        }
    }

    /// Edition 2 changes a default.
    struct MLP: StructuredConfig {
        var hidden = 16
        var context = edition == 1 ? 2 : 1
    }

    /// Edition 3 adds a key.
    struct DeepMLP: StructuredConfig {
        var hidden = 16
        var context = 2
        var depth = 3
    }

    /// Edition 4 removes a key.
    struct PlainMLP: StructuredConfig {
        var hidden = 16
    }
}

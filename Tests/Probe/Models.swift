import Hydrangea

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A component whose type declares other defaults in later editions of the program: the variable `PROBE_EDITION` tells
/// which one this is.
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

    /// The second edition has another default.
    struct MLP: StructuredConfig {
        var hidden = 16
        var context = edition == 1 ? 2 : 1
    }

    /// The third one has another key.
    struct DeepMLP: StructuredConfig {
        var hidden = 16
        var context = 2
        var depth = 3
    }

    /// The fourth one has lost a key.
    struct PlainMLP: StructuredConfig {
        var hidden = 16
    }
}

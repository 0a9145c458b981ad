import Hydrangea
import Testing

/// The Swift code of the guide "Components" that is not part of an example.
struct ComponentsGuide {
    protocol Optimizer: Sendable {}

    struct SGD: Optimizer {
        struct Config: StructuredConfig { var lr = 0.1 }

        var config: Config
    }

    enum Optimizers: ComponentFamily {
        static let registry = Registry<any Optimizer>().registering("sgd") { SGD(config: $0) }
    }

    struct ChosenConfig: StructuredConfig {
        var optimizer = Component<Optimizers>("sgd")
    }

    @Test func aConfigHoldsAComponent() throws {
        let config = ChosenConfig()
        let optimizer = try config.optimizer.make()
        #expect(optimizer is SGD)
    }

    @Test func aTargetMayHaveAnyName() {
        let registry = Registry<any Optimizer>().registering("torch.optim.SGD") { SGD(config: $0) }
        #expect(registry.targets == ["torch.optim.SGD"])
    }
}

import Foundation
import Hydrangea

/// Shows the types of properties, options that are registered in the program, and components. It prints its config.
@main
struct Typed: HydrangeaApp {
    static let configuration = AppConfiguration(registeredConfigs: [
        // conf/store/archive.yaml extends this one: defaults: [base_s3, _self_]
        .config("store/base_s3", S3Store.self),
        .config("store/local", LocalStore(root: "/tmp/data")),
    ])

    func run(_ config: TypedConfig, in run: Run) async throws {
        let optimizer = try config.optimizer.make()
        print("\(config.epochs) epochs on \(config.dataset) \(config.version), \(optimizer.summary)")
        print("layers \(config.layers), \(config.precision.rawValue), stops after \(config.timeout)")
        if let deadline = config.deadline { print("ready by \(deadline.formatted(.iso8601))") }
        if let report = config.report { print("reports to \(report.host() ?? "nobody")") }
        for (name, weight) in config.weights.sorted(by: { $0.key < $1.key }) { print("\(name) counts \(weight)") }
        print("\(config.key.count) bytes of key, data in \(config.store.place)")
    }
}

/// The properties are the schema, and their values are the defaults. The comments are for readers of this file; the
/// texts in `documentation` are shown to users of the program.
struct TypedConfig: StructuredConfig, ValidatableConfig {
    /// `???` until a file or the command line gives it.
    @Mandatory var dataset: String
    /// Text stays as it is written: 1.10 is not 1.1.
    var version = "1.0"
    var epochs = 10
    var layers = [64, 64]
    var precision = Precision.float32
    /// 90s, 1h30m, 250ms
    var timeout = Duration.seconds(3600)
    /// 2026-11-23, 2026-11-23T07:29:03Z
    var deadline: Date? = nil
    var report: URL? = nil
    var weights: [String: Double] = [:]
    /// `!!binary` with base 64
    var key = Data()
    var optimizer = Component<Optimizers>("sgd")
    @Mandatory var store: Store

    static let documentation = [
        "dataset": "Data set to train on.",
        "epochs": "Number of epochs to train for.",
        "layers": "Widths of the hidden layers.",
        "timeout": "Time limit of the run.",
        "weights": "Weight of each class in the loss; 1 for classes that are not named.",
    ]

    func validate(_ issues: inout ConfigIssues) {
        issues.require(epochs > 0, at: "epochs", "must be positive, is \(epochs)")
        for (index, width) in layers.enumerated() {
            issues.require(
                width > 0, at: ConfigPath("layers").appending(.index(index)), "must be positive, is \(width)")
        }
    }
}

enum Precision: String, Codable, CaseIterable, Sendable { case float16, float32 }

import Foundation
import Hydrangea
protocol StructuredConfig: Codable, Sendable { init() }
protocol ValidatableConfig { func validate(_ issues: inout ConfigIssues) }
struct ConfigIssues { mutating func require(_ c: Bool, _ path: ConfigPath, _ m: @autoclosure () -> String) {} }
@propertyWrapper
struct Mandatory<Value: Codable & Sendable>: Codable, Sendable {
    private var storage: Value?
    init() { storage = nil }
    init(wrappedValue: Value) { storage = wrappedValue }
    var wrappedValue: Value { get { storage! } set { storage = newValue } }
}
@main struct Main { static func main() throws {
    var c = DigitsConfig()
    let a = CommandLine.arguments
    c.seed = Int(a[1])!
    var d = DataConfig(); d.path = "Examples/Digits/Data/digits.csv"; d.seed = c.seed
    if a.count > 4 { d.scaling = .standard }
    c.data = d
    c.trainer.epochs = Int(a[2])!
    if a[3] == "linear" { c.model = .linear(LinearConfig()) } else { var m = MLPConfig(); m.hidden = a[3].split(separator: ",").map { Int($0)! }; c.model = .mlp(m) }
    var o = AdamConfig(); o.weightDecay = 1e-4
    c.optimizer = .adam(o)
    var s = CosineConfig(); s.epochs = c.trainer.epochs; s.warmup = 1
    c.schedule = .cosine(s)
    let t0 = ContinuousClock.now
    var t = Trainer(c, on: try Split(c.data))
    while t.epoch < c.trainer.epochs { _ = try t.trainEpoch() }
    print(t.metrics.csv.split(separator: "\n").suffix(3).joined(separator: "\n"), ContinuousClock.now - t0, t.parameterCount)
}}

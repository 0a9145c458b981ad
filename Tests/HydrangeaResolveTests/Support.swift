import HydrangeaResolve
import HydrangeaTree
import Synchronization
import Testing

/// Counts calls.
final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int { count.withLock { $0 += 1; return $0 } }
}

/// Expects a failure that reads like this, whole.
func expectError(
    from body: () throws -> ConfigNode?, _ message: () -> String, sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        let value = try body()
        Issue.record("no error, but \(value.map { "\($0.content)" } ?? "nothing")", sourceLocation: sourceLocation)
    } catch let error as ConfigError {
        #expect(error.description == message(), sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}

extension ConfigNode {
    subscript(name: String) -> ConfigNode? { mapping?[name] }
}

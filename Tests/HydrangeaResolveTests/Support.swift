import HydrangeaResolve
import HydrangeaTree
import HydrangeaYAML
import Synchronization
import Testing

/// Counts calls of a resolver.
final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

/// Expects an error with this complete message.
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

/// Reads a text as the config file `conf/config.yaml`.
func file(_ text: String) -> ConfigNode {
    do throws(ConfigError) {
        return try YAMLReader().readConfig(SourceText(.file("conf/config.yaml"), text: text))
    } catch {
        Issue.record(error)
        return [:]
    }
}

extension ConfigNode {
    subscript(name: String) -> ConfigNode? { mapping?[name] }
}

import HydrangeaResolve
import HydrangeaTree
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

/// Parses a subset of YAML with places: mappings by indentation, with integers or texts as values.
func file(_ text: String) -> ConfigNode {
    let source = SourceText(.file("conf/config.yaml"), text: text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter {
        !$0.element.isEmpty
    }
    var rest = lines.map { (number: $0.offset + 1, text: $0.element) }[...]
    return mapping(&rest, indentation: 0, source)
}

private func mapping(_ lines: inout ArraySlice<(number: Int, text: Substring)>, indentation: Int, _ source: SourceText)
    -> ConfigNode
{
    var result = ConfigMapping()
    while let line = lines.first, line.text.prefix(while: { $0 == " " }).count == indentation {
        lines.removeFirst()
        let parts = line.text.dropFirst(indentation).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = (parts.last ?? "").drop { $0 == " " }
        let origin = Origin(source, SourceText.Position(line: line.number, column: line.text.count - value.count + 1))
        let content: ConfigNode =
            value.isEmpty
            ? mapping(&lines, indentation: indentation + 2, source)
            : ConfigNode(Int(value).map { .int($0) } ?? .string(String(value)), origin: origin)
        result[String(parts[0])] = content
    }
    return ConfigNode(.mapping(result))
}

extension ConfigNode {
    subscript(name: String) -> ConfigNode? { mapping?[name] }
}

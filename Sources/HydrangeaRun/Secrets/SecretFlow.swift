import HydrangeaResolve
import HydrangeaTree

/// Follows secrets through the interpolations of a config: `url: ${db.user}:${db.password}` holds one when `db.password`
/// does, and `copy: ${url}` holds it too.
///
/// It knows what each text has read while the config was resolved, however the text came to read that:
/// `${db.${which}}` and `${oc.env:${prefix}_TOKEN}` are followed like any other. The work grows with the number of
/// reads.
struct SecretFlow {
    /// A text that holds a secret.
    struct Text {
        let path: ConfigPath
        /// Its parts; empty when it counts as a whole.
        let parts: SecretParts
    }

    /// The secret variables that were read.
    private(set) var readVariables: Set<String> = []
    /// The texts that hold a secret, in the order in which they were resolved.
    private(set) var texts: [Text] = []

    /// - Parameters:
    ///   - starts: The places of secrets.
    ///   - variables: The variables whose values are secrets.
    init(from starts: [ConfigPath], variables: Set<String>, _ reads: InterpolationReads) {
        guard !starts.isEmpty || reads.readSecret(orOneOf: variables) else { return }
        let all = reads.texts
        var search = Search(all)
        let variables = variables.union(Self.variables(readAt: starts, all))
        for (index, text) in all.enumerated() {
            for (part, read) in text.reads {
                switch read {
                case .secret: search.mark(index, part)
                case .environment(let name) where variables.contains(name):
                    readVariables.insert(name)
                    search.mark(index, part)
                case .node(let path): search.add(path, readBy: index, part)
                case .environment, .keys: break
                }
            }
        }
        search.waiting += starts
        search.run()
        texts = all.indices.compactMap { index in
            search.marked[index].isEmpty
                ? nil : Text(path: all[index].path, parts: SecretParts(all[index].parts, search.marked[index]))
        }
    }

    /// The variables that are secrets because a secret is one: `password: ${oc.env:PLAIN}`.
    private static func variables(readAt starts: [ConfigPath], _ texts: [InterpolationReads.Text]) -> Set<String> {
        let starts = Set(starts)
        var names: Set<String> = []
        for text in texts where text.parts.isEmpty && text.reads.count == 1 && starts.contains(text.path) {
            if case .environment(let name) = text.reads[0].read { names.insert(name) }
        }
        return names
    }

    /// The readers of each place, and the texts that a secret has reached so far.
    private struct Search {
        private let paths: [ConfigPath]
        /// The numbers of each text's parts that hold a secret.
        private(set) var marked: [Set<Int>]
        /// The parts that read a node, and those that read something below it.
        private var readers: [ConfigPath: [(text: Int, part: Int)]] = [:]
        private var readersBelow: [ConfigPath: [(text: Int, part: Int)]] = [:]
        /// Places of secrets from which the search goes on.
        var waiting: [ConfigPath] = []

        init(_ texts: [InterpolationReads.Text]) {
            paths = texts.map(\.path)
            marked = Array(repeating: [], count: texts.count)
        }

        mutating func add(_ path: ConfigPath, readBy text: Int, _ part: Int) {
            readers[path, default: []].append((text, part))
            for above in path.above { readersBelow[above, default: []].append((text, part)) }
        }

        mutating func mark(_ text: Int, _ part: Int) {
            if marked[text].isEmpty { waiting.append(paths[text]) }
            marked[text].insert(part)
        }

        mutating func run() {
            var seen: Set<ConfigPath> = []
            while let place = waiting.popLast() {
                guard seen.insert(place).inserted else { continue }
                // A reference to the list or mapping around the secret gives the secret too.
                for path in [place] + place.above { for (text, part) in readers[path] ?? [] { mark(text, part) } }
                for (text, part) in readersBelow[place] ?? [] { mark(text, part) }
            }
        }
    }
}

extension ConfigPath {
    /// The paths of the lists and mappings around the place, without that of the whole config.
    fileprivate var above: [ConfigPath] {
        elements.count < 2 ? [] : (1..<elements.count).map { ConfigPath(Array(elements.prefix($0))) }
    }
}

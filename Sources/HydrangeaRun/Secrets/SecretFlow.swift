import HydrangeaResolve
import HydrangeaTree

/// Finds all texts that secrets reach through interpolations. Example: if `db.password` is a secret, then so is `url:
/// ${db.user}:${db.password}`, and so is `copy: ${url}`.
///
/// The search uses the reads that were recorded while the config was resolved. So computed references such as
/// `${db.${which}}` and `${oc.env:${prefix}_TOKEN}` are followed too. The work grows with the number of reads.
struct SecretFlow {
    /// A text that contains a secret.
    struct Text {
        let path: ConfigPath
        /// The parts of the text; empty if the text counts as a whole.
        let parts: SecretParts
    }

    /// The names of the secret environment variables that were read.
    private(set) var readVariables: Set<String> = []
    /// The texts that contain a secret, in the order in which they were resolved.
    private(set) var texts: [Text] = []

    /// - Parameters:
    ///   - starts: The paths of known secrets.
    ///   - variables: The environment variables whose values are secrets.
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

    /// The variables that only a secret's path reveals: `PLAIN` in `password: ${oc.env:PLAIN}`.
    private static func variables(readAt starts: [ConfigPath], _ texts: [InterpolationReads.Text]) -> Set<String> {
        let starts = Set(starts)
        var names: Set<String> = []
        for text in texts where text.parts.isEmpty && text.reads.count == 1 && starts.contains(text.path) {
            if case .environment(let name) = text.reads[0].read { names.insert(name) }
        }
        return names
    }

    /// A search from the known secrets to the texts that read them, directly or through other texts.
    private struct Search {
        private let paths: [ConfigPath]
        /// For each text, the indices of its parts that contain a secret.
        private(set) var marked: [Set<Int>]
        /// The parts that read the node at a path (`readers`) or a node below it (`readersBelow`).
        private var readers: [ConfigPath: [(text: Int, part: Int)]] = [:]
        private var readersBelow: [ConfigPath: [(text: Int, part: Int)]] = [:]
        /// The paths of secrets whose readers are not marked yet.
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
                // A reference to a list or mapping that contains the secret reads the secret too.
                for path in [place] + place.above { for (text, part) in readers[path] ?? [] { mark(text, part) } }
                for (text, part) in readersBelow[place] ?? [] { mark(text, part) }
            }
        }
    }
}

extension ConfigPath {
    /// The paths of the lists and mappings that contain this path, except the root.
    fileprivate var above: [ConfigPath] {
        elements.count < 2 ? [] : (1..<elements.count).map { ConfigPath(Array(elements.prefix($0))) }
    }
}

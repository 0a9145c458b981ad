import HydrangeaGrammar
package import HydrangeaTree

/// A read that an interpolation makes.
package enum InterpolationRead: Hashable, Sendable {
    /// A node of the tree. The path of a node in a resolver-made config begins with the path of the text that called
    /// the resolver.
    case node(ConfigPath)
    /// The keys of a mapping, without its values.
    case keys(ConfigPath)
    /// An environment variable, set or not.
    case environment(String)
    /// A secret, read by a resolver of secrets.
    case secret
}

/// The reads that a tree's interpolations made while it was resolved.
package struct InterpolationReads: Sendable {
    /// A part of a text.
    package struct Part: Sendable {
        /// The part as it is written.
        package let spelling: String
        /// The part's value in the text's value.
        package let value: String
    }

    /// A text with its reads.
    package struct Text: Sendable {
        /// The path of the text. A text in a resolver-made config has the path of the text that called the resolver.
        package let path: ConfigPath
        /// The interpolations and the literal text between them; empty for a single interpolation, and for a text
        /// without a value.
        package let parts: [Part]
        /// The reads in the order in which the text needed them, each with the number of the part that made it.
        package let reads: [(part: Int, read: InterpolationRead)]
    }

    private let table: NodeTable
    private let traces: [ReadTrace]
    private let compatibility: Compatibility

    init(_ evaluation: Evaluation) {
        table = evaluation.table
        traces = evaluation.traces
        compatibility = evaluation.compatibility
    }

    /// True if one of these variables was read, or a secret by a resolver that reads secrets.
    package func readSecret(orOneOf variables: Set<String>) -> Bool {
        traces.contains { trace in
            trace.notes.contains { note in
                switch note.read {
                case .secret: true
                case .environment(let name): variables.contains(name)
                case .value, .keys: false
                }
            }
        }
    }

    /// True if the node at a path of the tree was read, or one around it or in it.
    package func include(_ path: ConfigPath) -> Bool {
        traces.contains { trace in
            trace.notes.contains { note in
                guard case .value(let entry) = note.read else { return false }
                let read = table.path(of: entry).elements
                return read.starts(with: path.elements) || path.elements.starts(with: read)
            }
        }
    }

    /// All texts that read something.
    package var texts: [Text] { traces.map(text) }

    private func text(_ trace: ReadTrace) -> Text {
        let isMade = table[trace.entry].isMade
        var known: Set<ReadTrace.Note> = []
        let reads = trace.notes.filter { known.insert($0).inserted }.map { note in
            (part: isMade ? 0 : note.part, read: read(note.read))
        }
        return Text(path: table.pathInTree(of: trace.entry), parts: isMade ? [] : parts(trace), reads: reads)
    }

    private func read(_ read: ReadTrace.Read) -> InterpolationRead {
        switch read {
        case .value(let entry): .node(table.path(of: entry))
        case .keys(let entry): .keys(table.path(of: entry))
        case .environment(let name): .environment(name)
        case .secret: .secret
        }
    }

    private func parts(_ trace: ReadTrace) -> [Part] {
        guard case .done(.value(let node, _)) = table[trace.entry].value, let value = node.string,
            let text = table[trace.entry].node.string,
            let spellings = InterpolatedText.spellings(ofPartsOf: text, compatibility: compatibility),
            spellings.count == trace.ends.count
        else { return [] }
        let bytes = Array(value.utf8)
        var start = 0
        var parts: [Part] = []
        for (spelling, end) in zip(spellings, trace.ends) {
            guard start <= end, end <= bytes.count else { return [] }
            parts.append(Part(spelling: spelling, value: String(decoding: bytes[start..<end], as: UTF8.self)))
            start = end
        }
        return parts
    }
}

extension Interpolator {
    /// The direct reads of the text at a path, in the order in which it needs them. The reads of those nodes are not
    /// included.
    package func reads(at path: ConfigPath, in root: ConfigNode) -> [InterpolationRead] {
        var evaluation = Evaluation(
            root, resolvers: resolvers, context: context, purpose: .init(isQuiet: true, isTraced: true))
        _ = try? evaluation.destination(of: path.elements)
        return InterpolationReads(evaluation).texts.first { $0.path == path }?.reads.map(\.read) ?? []
    }
}

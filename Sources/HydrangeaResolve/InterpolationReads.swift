import HydrangeaGrammar
package import HydrangeaTree

/// Something that the interpolations of a text read.
package enum InterpolationRead: Hashable, Sendable {
    /// A node of the tree. Where a resolver has made a list or mapping, its parts are below the text that called it.
    case node(ConfigPath)
    /// The keys of a mapping, and nothing of its values.
    case keys(ConfigPath)
    /// A variable, whether it is set or not.
    case environment(String)
    /// A secret, by a resolver that reads secrets.
    case secret
}

/// The reads of a tree's interpolations while it was resolved.
package struct InterpolationReads: Sendable {
    /// A part of a text.
    package struct Part: Sendable {
        /// The part as it is written.
        package let spelling: String
        /// Its share of the text's value.
        package let value: String
    }

    /// A text, and what it read.
    package struct Text: Sendable {
        /// Its place. A text in what a resolver made counts as the text that called the resolver.
        package let path: ConfigPath
        /// Its interpolations and what stands between them; empty when it is one interpolation, or has no value.
        package let parts: [Part]
        /// The reads in the order in which the text needed them, each with the number of the part that made it.
        package let reads: [(part: Int, read: InterpolationRead)]
    }

    private let table: NodeTable
    private let traces: [ReadTrace]
    private let rules: RuleSet

    init(_ evaluation: Evaluation) {
        table = evaluation.table
        traces = evaluation.traces
        rules = evaluation.rules
    }

    /// Nothing was resolved.
    package init() {
        table = NodeTable()
        traces = []
        rules = .hydra1_4
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
            let spellings = InterpolatedText.spellings(ofPartsOf: text, rules: rules),
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
    /// The reads of the interpolations in the node at a path, in the order in which they need them, without what these
    /// read in turn.
    package func reads(at path: ConfigPath, in root: ConfigNode) -> [InterpolationRead] {
        var evaluation = Evaluation(
            root, resolvers: resolvers, context: context, purpose: .init(isQuiet: true, isTraced: true))
        _ = try? evaluation.destination(of: path.elements)
        return InterpolationReads(evaluation).texts.first { $0.path == path }?.reads.map(\.read) ?? []
    }
}

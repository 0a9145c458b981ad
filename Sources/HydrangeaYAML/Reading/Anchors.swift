import HydrangeaTree

/// The anchors of one document: `&name` names a node, and `*name` is a copy of it.
struct Anchors {
    struct Anchor {
        let name: String
        let range: Range<Int>
        /// The node; nil while it is still open.
        var node: ConfigNode?
        /// The number of nodes that a copy has, and of their levels.
        var nodes = 1
        var height = 0
    }

    private var anchors: [Anchor] = []
    private var numbers: [String: Int] = [:]

    /// Names a node that is not complete yet.
    mutating func open(_ name: String, _ range: Range<Int>, _ source: SourceText) throws(ConfigError) -> Int {
        if let first = numbers[name] { throw Self.repeated(anchors[first], range, source) }
        numbers[name] = anchors.count
        anchors.append(Anchor(name: name, range: range))
        return anchors.count - 1
    }

    mutating func close(_ number: Int, _ node: ConfigNode, nodes: Int, height: Int) {
        anchors[number].node = node
        anchors[number].nodes = nodes
        anchors[number].height = height
    }

    /// Names a single value.
    mutating func add(_ name: String, _ node: ConfigNode, _ range: Range<Int>, _ source: SourceText) throws(ConfigError)
    {
        let number = try open(name, range, source)
        anchors[number].node = node
    }

    func find(_ name: String, _ range: Range<Int>, _ source: SourceText) throws(ConfigError) -> Anchor {
        if let number = numbers[name] { return anchors[number] }
        let nearest = Suggestion.nearest(to: name, among: anchors.map(\.name))
        let known = anchors.prefix(8).map { "&\($0.name)" }.joined(separator: ", ")
        throw ConfigError(
            Diagnostic(
                .yamlValue, "there is no anchor '&\(name)' before this alias", origin: Origin(source, range),
                notes: [anchors.isEmpty ? "no anchor stands before it in this file" : "anchors so far: \(known)"],
                help: nearest.map { "did you mean *\($0)?" } ?? "for text that starts with '*', quote it: '*\(name)'"))
    }

    private static func repeated(_ first: Anchor, _ range: Range<Int>, _ source: SourceText) -> ConfigError {
        ConfigError(
            Diagnostic(
                .yamlValue, "the anchor '&\(first.name)' is given twice", origin: Origin(source, range),
                length: first.name.unicodeScalars.count + 1,
                label: "first on \(source.position(at: first.range.lowerBound).inWords)",
                help: "give this one another name"))
    }
}

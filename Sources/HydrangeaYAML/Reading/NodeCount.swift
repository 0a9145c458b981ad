import HydrangeaTree

/// Counts the nodes of a file, as written and with aliases expanded, and compares them with the limit.
struct NodeCount {
    let limit: NodeLimit
    private var written = 0
    /// The number of nodes with every alias expanded.
    private(set) var expanded = 0
    /// The alias that adds most nodes, to show when there are too many in all.
    private var largest: (nodes: Int, range: Range<Int>)?

    init(limit: NodeLimit) { self.limit = limit }

    mutating func addWritten() {
        written += 1
        expanded &+= 1
    }

    mutating func addCopy(of nodes: Int, at range: Range<Int>, _ source: SourceText) throws(ConfigError) {
        let (sum, overflow) = expanded.addingReportingOverflow(nodes)
        // Without a limit the count must only not overflow: half of the range leaves room for the written nodes.
        expanded = overflow ? Int.max / 2 : min(sum, Int.max / 2)
        if nodes > largest?.nodes ?? 0 { largest = (nodes, range) }
        if let most = limit.added, expanded - written > most {
            throw refused(
                "aliases repeat too much: they would add more than \(Self.grouped(most)) nodes to this file", source)
        }
        if let most = limit.total, expanded > most { throw tooMany(most, source) }
    }

    /// Checks the ratio and the total, which are known only at the end of the document.
    func check(_ source: SourceText) throws(ConfigError) {
        if let most = limit.total, expanded > most { throw tooMany(most, source) }
        if let ratio = limit.ratio, expanded > NodeLimit.ratioFrom, expanded / ratio >= written,
            expanded > written * ratio
        {
            throw refused(
                "aliases make \(Self.grouped(expanded)) nodes of \(written), more than \(ratio) times as many", source)
        }
    }

    private func tooMany(_ most: Int, _ source: SourceText) -> ConfigError {
        refused(
            "this file has more than \(Self.grouped(most)) nodes, the limit that \(NodeLimit.variable) sets", source)
    }

    private func refused(_ message: String, _ source: SourceText) -> ConfigError {
        ConfigError(
            Diagnostic(
                .limit, message, origin: Origin(source, largest?.range ?? 0..<0),
                label: largest.map { "this alias alone stands for \(Self.grouped($0.nodes))" },
                help: "for a file that you trust, set \(NodeLimit.variable)=none"))
    }

    /// Digits in groups of three: `10,000`.
    private static func grouped(_ number: Int) -> String {
        let digits = String(number)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }
}

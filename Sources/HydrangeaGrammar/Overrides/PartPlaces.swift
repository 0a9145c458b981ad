import HydrangeaTree

/// The places of the parts of an override's value: of the value, items of its list, keys of its mapping, arguments of
/// its function.
struct PartPlaces {
    /// The place of the whole text, or of a config's value without its quotes.
    private let whole: Origin
    /// The difference between the offset of a byte in its source and in the override's text. Nil if the source has
    /// another text, such as a quoted scalar of YAML with escapes: then all parts have the place of the whole value.
    private let shift: Int?

    init(_ report: SyntaxReport) {
        guard let apart = report.apart else {
            whole = report.origin
            shift = whole.range.lowerBound
            return
        }
        let range = apart.origin.range
        let isQuoted = apart.origin.bytes.first.map { $0 == "'" || $0 == "\"" } == true && range.count > 1
        whole = isQuoted ? Origin(apart.origin.source, range.lowerBound + 1..<range.upperBound - 1) : apart.origin
        let isExact = whole.bytes.elementsEqual(report.bytes[apart.start...])
        shift = isExact ? whole.range.lowerBound - apart.start : nil
    }

    /// The place of some bytes of the override's text.
    func origin(_ part: Range<Int>) -> Origin {
        guard let shift else { return whole }
        return Origin(whole.source, part.lowerBound + shift..<part.upperBound + shift)
    }
}

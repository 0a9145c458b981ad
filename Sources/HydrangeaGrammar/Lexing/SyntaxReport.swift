import HydrangeaTree

/// Reports mistakes in a value: turns a range of its bytes into a place that messages can show.
struct SyntaxReport {
    let bytes: [UInt8]
    /// The place at which the value begins in its file or argument.
    let origin: Origin
    let code: Diagnostic.Code
    /// The first byte of an override's value and the place of that value, if a config holds the override as a key and
    /// a value; nil for an argument.
    var apart: (start: Int, origin: Origin)?

    /// An error at some bytes of the value.
    func error(
        _ message: String, at range: Range<Int>, label: String? = nil, notes: [String] = [], help: String? = nil
    ) -> ConfigError {
        ConfigError(
            Diagnostic(code, message, origin: place(of: range), label: label, notes: notes, help: help))
    }

    /// The place of some bytes of the value in the text that the value was read from.
    ///
    /// A scalar of a file may be quoted or escaped there. If the value cannot be compared with its source, the result
    /// is the place of the whole value.
    func place(of range: Range<Int>) -> Origin {
        guard let apart, range.lowerBound >= apart.start else {
            return origin.part(range, of: bytes[..<(apart?.start ?? bytes.count)])
        }
        return apart.origin.part(
            range.lowerBound - apart.start..<range.upperBound - apart.start, of: bytes[apart.start...])
    }
}

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
        let length = characters(bytes[range])
        let (place, isExact) = locate(range.lowerBound)
        return ConfigError(
            Diagnostic(
                code, message, origin: place, length: isExact ? max(1, length) : 1, label: label, notes: notes,
                help: help))
    }

    /// The place of a byte of the value in the text that the value was read from.
    ///
    /// A scalar in a file may be quoted, escaped or folded. If its characters in the file differ from those of the
    /// value, the result is the value's beginning.
    func place(ofByte index: Int) -> Origin { locate(index).place }

    /// The place of a byte; not exact if it is only the place at which the value begins.
    func locate(_ index: Int) -> (place: Origin, isExact: Bool) {
        guard let apart, index >= apart.start else { return locate(bytes[..<index], from: origin) }
        return locate(bytes[apart.start..<index], from: apart.origin)
    }

    /// The place that follows some bytes, which begin at another place.
    private func locate(_ wanted: ArraySlice<UInt8>, from origin: Origin) -> (place: Origin, isExact: Bool) {
        guard let source = origin.source, let line = source.line(origin.position.line) else {
            return (origin, wanted.isEmpty)
        }
        let written = Array(line.utf8)
        var start = byteIndex(ofColumn: origin.position.column, in: written)
        let isQuotable = if case .file = source.kind { true } else { apart != nil }
        if isQuotable, start < written.count, written[start] == "'" || written[start] == "\"" { start += 1 }
        guard written.count - start >= wanted.count, written[start..<start + wanted.count].elementsEqual(wanted) else {
            return (origin, wanted.isEmpty)
        }
        let column = characters(written[..<(start + wanted.count)]) + 1
        return (Origin(source, SourceText.Position(line: origin.position.line, column: column)), true)
    }

    private func byteIndex(ofColumn column: Int, in line: [UInt8]) -> Int {
        var left = column - 1
        var index = 0
        while index < line.count {
            if line[index] & 0xC0 != 0x80 {
                if left == 0 { break }
                left -= 1
            }
            index += 1
        }
        return index
    }

    func characters(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}

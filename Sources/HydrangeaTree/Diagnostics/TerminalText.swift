extension String {
    /// The text with a dot in the place of each character that a terminal would obey: all control characters except
    /// line breaks and tabs, and those that change the direction of writing.
    ///
    /// The text may come from a stranger's tree or record, or be the name of a file.
    package var harmless: String {
        guard utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F || $0 >= 0xC2 }) else {
            return self
        }
        var text = ""
        for scalar in unicodeScalars { text.unicodeScalars.append(Self.isObeyed(scalar) ? "·" : scalar) }
        return text
    }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case ..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

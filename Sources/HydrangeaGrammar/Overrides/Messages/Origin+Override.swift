package import HydrangeaTree

extension Origin {
    /// True if an override that stands here is an entry of a config, and was not typed.
    package var isInConfig: Bool { source != nil && !isArgument }

    /// An override as it is written here: a word of a shell's command line, or an entry of a config.
    ///
    /// The form of proposals in the place of an override.
    package func spelling(_ override: String) -> String { isInConfig ? override.configEntry : override.shellWord }
}

extension String {
    /// An override as an entry of a config's mapping: `lr: 0.1,0.2`, `'+a': '[1,2]'`.
    fileprivate var configEntry: String {
        guard let sign = OverrideParser.valueSign(in: Array(utf8)) else { return "\(shellWord) on the command line" }
        let index = utf8.index(startIndex, offsetBy: sign)
        return "\(self[..<index].configScalar): \(self[self.utf8.index(after: index)...].configScalar)"
    }
}

extension StringProtocol {
    /// The text as a scalar of YAML: in quotes where it could be read as anything but text or a number.
    fileprivate var configScalar: String {
        let isPlain =
            utf8.first.map { $0 != "-" && $0 != "," } == true
            && utf8.allSatisfy { byte in
                byte.isLetter || byte.isDigit || byte >= 0x80 || "_-+./,()$".utf8.contains(byte)
            }
        let doubled = split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        return isPlain ? String(self) : "'\(doubled)'"
    }
}

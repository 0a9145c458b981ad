import HydrangeaTree

/// Puts references in the places of secrets: what a frozen config keeps of a text that a secret is part of. The rest is
/// spelled as ``FrozenText`` says.
enum SecretReferences {
    /// - Parameter references: Secrets with what stands for them, longer ones first.
    /// - Returns: Nil when there is no secret in the text.
    static func replacing(in text: String, _ references: [(text: String, reference: String)]) -> String? {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        /// What stands between two secrets.
        var piece: [UInt8] = []
        func endPiece() {
            let text = String(decoding: piece, as: UTF8.self)
            result += (FrozenText.escaped(text) ?? text).utf8
            piece = []
        }
        var isChanged = false
        var index = 0
        while index < bytes.count {
            let found = references.first { bytes[index...].starts(with: $0.text.utf8) }
            guard let found else {
                piece.append(bytes[index])
                index += 1
                continue
            }
            endPiece()
            // A backslash right before an interpolation would make it text.
            let backslashes = result.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
            result += [UInt8](repeating: UInt8(ascii: "\\"), count: backslashes)
            result += found.reference.utf8
            index += found.text.utf8.count
            isChanged = true
        }
        endPiece()
        return isChanged ? String(decoding: result, as: UTF8.self) : nil
    }
}

import HydrangeaFiles
package import HydrangeaResolve
import HydrangeaTree

/// A directory with one file for each secret, as Docker and Kubernetes provide to containers.
package struct SecretsDirectory: Sendable {
    /// The absolute path of the directory; nil if there is none.
    package let path: String?
    private let redactor: SharedRedactor

    package init(directory: String? = nil, workingDirectory: String, redactor: SharedRedactor) {
        self.redactor = redactor
        path = (directory ?? redactor.current.rules.directory).map { FilePath.absolute($0, in: workingDirectory) }
    }

    /// The text of a secret's file, without the line break at its end.
    func read(_ name: String) throws(ConfigError) -> String {
        guard let path else {
            throw ConfigError(
                Diagnostic(.resolver, "there is no directory of secrets", help: "name one with --secrets-dir DIRECTORY")
            )
        }
        guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
            throw ConfigError(
                Diagnostic(
                    .resolver, "'\(name)' is no name of a secret",
                    help: "write ${secret:NAME}, where \(path)/NAME is a file"))
        }
        let file = FilePath.join(path, name)
        let bytes: [UInt8]
        do { bytes = try PosixFile.bytes(of: file) } catch {
            throw ConfigError(
                Diagnostic(
                    .resolver, "the secret '\(name)' cannot be read: \(error.reason)", notes: [file],
                    help: PosixFile.isDirectory(path)
                        ? "put the secret into that file"
                        : "name the directory of the secrets with --secrets-dir DIRECTORY"))
        }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigError(Diagnostic(.resolver, "the secret '\(name)' is not UTF-8 text", notes: [file]))
        }
        if text.last?.isNewline == true { text.removeLast() }
        redactor.add(text)
        return text
    }
}

extension Resolvers {
    /// The resolvers with `${secret:name}` added, unless the program has its own resolver of that name.
    package func readingSecrets(from directory: SecretsDirectory) -> Resolvers {
        if names.contains("secret") { return self }
        return registeringSecrets("secret") { try directory.read($0) }
    }
}

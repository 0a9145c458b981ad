package import HydrangeaFiles
package import HydrangeaTree

extension SourceText {
    /// The text of a file.
    ///
    /// - Throws: an error if the file cannot be read.
    package convenience init(reading path: String, _ allowance: PosixFile.Allowance = .links) throws(ConfigError) {
        do { self.init(.file(path), bytes: try PosixFile.bytes(of: path, allowance)) } catch {
            throw ConfigError(Diagnostic(.file, "\(path) cannot be read: \(error.reason)"))
        }
    }
}

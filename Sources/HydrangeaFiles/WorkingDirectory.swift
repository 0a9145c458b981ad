import HydrangeaPlatform

/// The working directory of the process.
package enum WorkingDirectory {
    package static var current: String {
        guard let text = getcwd(nil, 0) else { return "/" }
        defer { free(text) }
        return String(cString: text)
    }
}

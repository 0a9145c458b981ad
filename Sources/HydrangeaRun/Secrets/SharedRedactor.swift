import Synchronization
package import HydrangeaTree

/// The redactor of all that a program writes: its console, logs and records are made with it, so that none of them can
/// write without it.
///
/// It is shared because a secret that one job finds must be redacted in the messages of all jobs.
package final class SharedRedactor: Sendable {
    private let state: Mutex<Redactor>

    package init(_ redactor: Redactor) { state = Mutex(redactor) }

    /// A shared redactor without known secrets, for tools and tests.
    package static var none: SharedRedactor { SharedRedactor(.none) }

    /// The redactor with everything that is known by now.
    package var current: Redactor { state.withLock { $0 } }

    /// Adds the secrets that a scan has found.
    package func add(_ scan: SecretScan) {
        state.withLock { redactor in
            for text in scan.found { redactor.add(text) }
            redactor.add(places: scan.redactor.places)
        }
    }

    /// Adds a text that was read from a file of secrets.
    package func add(_ text: String) { state.withLock { _ = $0.add(text) } }

    /// Adds places that types declare.
    package func add(places: Set<ConfigPath>) { state.withLock { $0.add(places: places) } }

    /// Adds the variables of `.env` files.
    package func add(environment: [String: String]) { state.withLock { $0.add(environment: environment) } }
}

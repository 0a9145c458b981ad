import HydrangeaTree
import Synchronization

/// The results of cached resolvers for one config.
///
/// `ResolverCache` is a class because it has an identity: all readers of one config share it, and get the same result
/// for the same call at any time.
package final class ResolverCache: Sendable {
    private let results = Mutex<[CachedCall: ConfigNode]>([:])

    /// Creates an empty cache. Each config needs its own.
    package init() {}

    /// The result of a call. If two threads make it at once, both get the result that is stored first.
    func result(of call: CachedCall, making make: () throws -> ConfigNode) throws -> ConfigNode {
        if let known = results.withLock({ $0[call] }) { return known }
        let made = try make()
        return results.withLock { results in
            if let known = results[call] { return known }
            results[call] = made
            return made
        }
    }
}

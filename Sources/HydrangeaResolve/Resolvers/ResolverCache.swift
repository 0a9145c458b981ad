import HydrangeaTree
import Synchronization

/// What cached resolvers have given for one config.
///
/// It is a class because it is an identity: everything that reads one config, at whatever moment, gets the same result
/// of the same call.
public final class ResolverCache: Sendable {
    private let results = Mutex<[CachedCall: ConfigNode]>([:])

    /// A cache that knows no call yet: one config, one cache.
    public init() {}

    /// The result of a call: of two threads that make it at once, the first one's counts for both.
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

public import HydrangeaTree

/// The resolvers that `${name:…}` may call. A value: copies do not see later registrations.
public struct Resolvers: Sendable {
    /// `oc.env`, `oc.select`, `now`, `hydra` and the others that every config may call.
    public static let standard = Resolvers()

    public init() {}
}

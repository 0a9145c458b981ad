extension Resolvers {
    /// The resolvers that every config can call: `oc.env`, `oc.select`, `now`, `hydra` and others.
    public static let standard: Resolvers = {
        var set = Resolvers()
        set.registerEnv()
        set.registerDecode()
        set.registerCreate()
        set.registerSelect()
        set.registerDeprecated()
        set.registerDict()
        set.registerCoerce()
        set.registerNow()
        set.registerHydra()
        set.registerOverrideDirname()
        set.registerPythonVersion()
        return set
    }()
}

extension Resolvers {
    /// `oc.env`, `oc.select`, `now`, `hydra` and the others that every config may call.
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

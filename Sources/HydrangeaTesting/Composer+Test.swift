public import Hydrangea

extension Composer {
    /// Creates a composer of configs in memory, independent of the machine's environment and clock.
    ///
    /// ```swift
    /// let composer = Composer(yaml: ["config": "width: ${oc.env:WIDTH}"], environment: ["WIDTH": "64"])
    /// #expect(try composer.compose("config").resolved() == ["width": "64"])
    /// ```
    /// - Parameters:
    ///   - configs: YAML by the configs' names: `config`, `model/mlp`.
    ///   - environment: The variables that `${oc.env:…}` reads.
    ///   - moment: The time that `${now:…}` formats; by default 1970, so that the result does not change.
    ///   - resolvers: The resolvers that interpolations can call.
    public init(
        yaml configs: [String: String], environment: [String: String] = [:],
        at moment: Run.Moment = Run.Moment(microseconds: 0),
        resolvers: Resolvers = .standard
    ) {
        var context = Composer.Context()
        context.environment = environment
        context.now = moment.seconds
        self.init([MemorySource(yaml: configs)], resolvers: resolvers, context: context)
    }
}

public import Hydrangea

extension Composer {
    /// A composer of configs held in memory, which knows nothing of the machine.
    ///
    /// ```swift
    /// let composer = Composer(yaml: ["config": "width: ${oc.env:WIDTH}"], environment: ["WIDTH": "64"])
    /// #expect(try composer.compose("config").resolved() == ["width": "64"])
    /// ```
    /// - Parameters:
    ///   - configs: YAML by the configs' names: `config`, `model/mlp`.
    ///   - environment: The variables that `${oc.env:…}` finds.
    ///   - moment: What `${now:…}` tells; 1970 when not given, so that it never changes.
    ///   - resolvers: The resolvers that interpolations may call.
    public init(
        yaml configs: [String: String], environment: [String: String] = [:],
        at moment: Moment = Moment(microseconds: 0),
        resolvers: Resolvers = .standard
    ) {
        var context = Composer.Context()
        context.environment = environment
        context.now = moment.seconds
        self.init([MemorySource(yaml: configs)], resolvers: resolvers, context: context)
    }
}

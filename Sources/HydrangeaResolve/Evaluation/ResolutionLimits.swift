import HydrangeaTree

/// Limits on what interpolations add to a config; written nodes do not count.
enum ResolutionLimits {
    /// The most bytes of text that interpolations may produce in one resolution.
    static let text = 1 << 28
    /// The most nodes that references to containers may copy.
    static let nodes = 10_000_000
    /// The most nodes of a list or mapping that is an argument of a resolver.
    static let parts = 1_000_000
    /// The most levels of containers in a copied or resolver-made value.
    static let depth = 1_000
    /// The most resolver-made configs nested in one another.
    static let made = 100
    /// The most calls nested in one another. The nesting of a single text is limited below this.
    static let calls = 300

    static var tooMuchText: Diagnostic {
        Diagnostic(
            .limit, "interpolations make more than \(text >> 20) MiB of text here",
            help: "look for texts that repeat one another: a: ${b}${b}")
    }

    static func tooManyNodes(_ limit: Int) -> Diagnostic {
        Diagnostic(
            .limit, "interpolations make more than \(limit) values here",
            help: "look for mappings that hold one another more than once")
    }

    static var tooDeep: Diagnostic {
        Diagnostic(
            .limit, "interpolations put containers more than \(depth) levels deep into one another here",
            help: "look for a long chain of mappings that hold one another")
    }

    static var tooManyCalls: Diagnostic {
        Diagnostic(
            .limit, "resolvers call one another more than \(calls) levels deep here",
            help: "look for a text that ${oc.decode:…} reads again and again")
    }
}

package import HydrangeaCompose

/// What `--cfg` may ask for.
package enum PrintedText: String, CaseIterable, Sendable {
    case job, hydra, all
    /// A config to start from, with every key of the program's type.
    case template

    /// The part of the config; nil for the template, which is made of the program's types.
    package var part: Composition.Part? { Composition.Part(rawValue: rawValue) }
}

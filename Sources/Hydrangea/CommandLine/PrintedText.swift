package import HydrangeaCompose

/// The values of `--cfg`.
package enum PrintedText: String, CaseIterable, Sendable {
    case job, hydra, all
    /// A template for a config file, with every key of the program's type.
    case template

    /// The part of the config; nil for the template, which is made of the program's types.
    package var part: Composition.Part? { Composition.Part(rawValue: rawValue) }
}

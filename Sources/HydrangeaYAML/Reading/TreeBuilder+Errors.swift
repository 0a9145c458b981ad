import HydrangeaTree

/// Mistakes in texts that are YAML, but no config.
extension TreeBuilder {
    func secondDocument(_ range: Range<Int>) -> ConfigError {
        failure(
            .yamlSyntax, "a second document starts here, and a config file holds one", range,
            help: "put it into a file of its own, or remove '---'")
    }

    func tooDeep(_ range: Range<Int>) -> ConfigError {
        failure(.limit, "lists and mappings are nested more than \(YAMLReader.depthLimit) levels deep", range)
    }

    func recursiveAlias(_ anchor: Anchors.Anchor, _ range: Range<Int>) -> ConfigError {
        failure(
            .cycle, "the alias '*\(anchor.name)' stands inside the node that it repeats", range,
            label: "'&\(anchor.name)' starts on \(position(anchor.range).inWords)",
            help: "refer to a value by its path instead: ${path.to.value}")
    }

    func collectionAsKey(_ kind: String, _ range: Range<Int>) -> ConfigError {
        failure(
            .yamlValue, "\(kind) may not be a key", range,
            help: "for a reference such as ${key} or {{ name }} as text, quote it")
    }

    func nullKey(_ range: Range<Int>) -> ConfigError {
        failure(.yamlValue, "null may not be a key", range, help: "for the word, quote it: 'null'")
    }

    func duplicate(_ name: String, _ first: Origin, _ second: Range<Int>) -> ConfigError {
        failure(
            .duplicateKey, "the key '\(name)' is given twice", second,
            label: "first on \(first.position.inWords)",
            help: "keep one of the two")
    }

    func lookalike(_ first: ConfigMapping.Entry, _ second: ConfigMapping.Entry) -> ConfigError {
        let (one, other) =
            first.keyOrigin.range.lowerBound < second.keyOrigin.range.lowerBound ? (first, second) : (second, first)
        return failure(
            .duplicateKey, "the number \(first.key) and the text '\(first.key)' may not both be keys of one mapping",
            other.keyOrigin.range,
            label: "the other one is on \(one.keyOrigin.position.inWords)",
            help: "quote both, or neither")
    }

    func notMergeable(_ node: ConfigNode, at range: Range<Int>) -> ConfigError {
        let place = node.origin.position
        return failure(
            .yamlValue, "'<<' takes in a mapping or a list of mappings, not \(node.kindName)", range,
            label: place.line == position(range).line ? nil : "the value stands on \(place.inWords)",
            help: "name a mapping with '&name' and write '<<: *name'")
    }

    func notAPair(_ node: ConfigNode) -> ConfigError {
        failure(
            .yamlValue,
            "an item of !!omap or !!pairs is a mapping of one key, not \(node.kindName)\(node.isMapping ? " of more or fewer" : "")",
            node.origin.range, help: "for example [name: value, other: value]")
    }

    func unknownTag(_ tag: Tag, _ range: Range<Int>) -> ConfigError {
        let isPython = tag.name.hasPrefix("!!python")
        return failure(
            .yamlValue, "the tag '\(tag.name)' has no meaning in a config", written(tag, range),
            notes: isPython ? ["a config holds plain values, no Python objects"] : [],
            help: isPython
                ? "write what it stands for: a path as text, a tuple as a list"
                : tag.name.hasPrefix("!!")
                    ? "remove it; tags with a meaning are !!str !!int !!float !!bool !!null !!binary !!seq !!map"
                    : "remove it, or for text that starts with '!', quote it")
    }

    func misplacedTag(_ tag: Tag, _ kind: String, _ range: Range<Int>) -> ConfigError {
        failure(
            .yamlValue, "the tag \(tag.name) is for \(tag.wanted), not for \(kind)", written(tag, range),
            help: "remove it")
    }

    /// The bytes of a tag at the start of a range.
    private func written(_ tag: Tag, _ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<range.lowerBound + tag.name.utf8.count
    }

    private func position(_ range: Range<Int>) -> SourceText.Position { source.position(at: range.lowerBound) }
}

extension SourceText.Position {
    /// `line 3, column 5`.
    var inWords: String { "line \(line), column \(column)" }
}

import HydrangeaTree

/// Mistakes in texts that are YAML, but no config.
extension TreeBuilder {
    func secondDocument(_ mark: Mark) -> ConfigError {
        failure(
            .yamlSyntax, "a second document starts here, and a config file holds one", mark,
            Mark(line: mark.line, column: mark.column + 3),
            help: "put it into a file of its own, or remove '---'")
    }

    func tooDeep(_ mark: Mark) -> ConfigError {
        failure(.limit, "lists and mappings are nested more than \(YAMLReader.depthLimit) levels deep", mark)
    }

    func recursiveAlias(_ anchor: Anchors.Anchor, _ mark: Mark) -> ConfigError {
        failure(
            .cycle, "the alias '*\(anchor.name)' stands inside the node that it repeats", mark,
            Mark(line: mark.line, column: mark.column + anchor.name.unicodeScalars.count + 1),
            label: "'&\(anchor.name)' starts on line \(anchor.mark.line), column \(anchor.mark.column)",
            help: "refer to a value by its path instead: ${path.to.value}")
    }

    func collectionAsKey(_ kind: String, _ mark: Mark) -> ConfigError {
        failure(
            .yamlValue, "\(kind) may not be a key", mark,
            help: "for a reference such as ${key} or {{ name }} as text, quote it")
    }

    func nullKey(_ mark: Mark, _ end: Mark) -> ConfigError {
        failure(.yamlValue, "null may not be a key", mark, end, help: "for the word, quote it: 'null'")
    }

    func duplicate(_ name: String, _ first: Mark, _ second: Mark, _ end: Mark) -> ConfigError {
        failure(
            .duplicateKey, "the key '\(name)' is given twice", second, end,
            label: "first on line \(first.line), column \(first.column)",
            help: "keep one of the two")
    }

    func lookalike(_ first: ConfigMapping.Entry, _ second: ConfigMapping.Entry) -> ConfigError {
        let marks = [first.keyOrigin.mark, second.keyOrigin.mark].sorted()
        return failure(
            .duplicateKey, "the number \(first.key) and the text '\(first.key)' may not both be keys of one mapping",
            marks[1],
            label: "the other one is on line \(marks[0].line), column \(marks[0].column)",
            help: "quote both, or neither")
    }

    func notMergeable(_ node: ConfigNode, at mark: Mark) -> ConfigError {
        let place = node.origin.mark
        return failure(
            .yamlValue, "'<<' takes in a mapping or a list of mappings, not \(node.kindName)", mark,
            Mark(line: mark.line, column: mark.column + 2),
            label: place.line == mark.line ? nil : "the value stands on line \(place.line), column \(place.column)",
            help: "name a mapping with '&name' and write '<<: *name'")
    }

    func notAPair(_ node: ConfigNode) -> ConfigError {
        failure(
            .yamlValue,
            "an item of !!omap or !!pairs is a mapping of one key, not \(node.kindName)\(node.isMapping ? " of more or fewer" : "")",
            node.origin.mark, help: "for example [name: value, other: value]")
    }

    func unknownTag(_ tag: Tag, _ mark: Mark) -> ConfigError {
        let isPython = tag.name.hasPrefix("!!python")
        return failure(
            .yamlValue, "the tag '\(tag.name)' has no meaning in a config", mark,
            Mark(line: mark.line, column: mark.column + tag.name.unicodeScalars.count),
            notes: isPython ? ["a config holds plain values, no Python objects"] : [],
            help: isPython
                ? "write what it stands for: a path as text, a tuple as a list"
                : tag.name.hasPrefix("!!")
                    ? "remove it; tags with a meaning are !!str !!int !!float !!bool !!null !!binary !!seq !!map"
                    : "remove it, or for text that starts with '!', quote it")
    }

    func misplacedTag(_ tag: Tag, _ kind: String, _ mark: Mark) -> ConfigError {
        failure(
            .yamlValue, "the tag \(tag.name) is for \(tag.wanted), not for \(kind)", mark,
            Mark(line: mark.line, column: mark.column + tag.name.unicodeScalars.count), help: "remove it")
    }
}

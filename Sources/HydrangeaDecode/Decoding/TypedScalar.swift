package import HydrangeaTree

/// A scalar that its type holds in another form than it was written: the number 1.10 for a property that is text.
package struct TypedScalar: Sendable {
    package var path: ConfigPath
    package var content: ConfigNode.Content
}

extension ConfigNode {
    /// The tree with its scalars as the types hold them. Values that interpolations will give stay as they are.
    package func converted(_ conversions: [TypedScalar]) -> ConfigNode {
        if conversions.isEmpty { return self }
        var tree = self
        for conversion in conversions {
            _ = tree.update(at: conversion.path.elements) { (node: inout ConfigNode) in
                guard !node.isContainer, !(node.string?.contains("${") ?? false) else { return }
                node.content = conversion.content
            }
        }
        return tree
    }
}

extension ScalarValue {
    /// The content that replaces a scalar in a tree, if it differs: a number as text, text as a number, an integer as a
    /// number with decimals.
    func content(insteadOf content: ConfigNode.Content) -> ConfigNode.Content? {
        switch (self, content) {
        case (let text as String, .bool), (let text as String, .int), (let text as String, .bigInt),
            (let text as String, .float):
            .string(text)
        case (let flag as Bool, .string): .bool(flag)
        case (let number as any FixedWidthInteger, .string), (let number as any FixedWidthInteger, .float):
            Int(exactly: number).map { .int($0) }
        case (let number as Double, .int), (let number as Double, .bigInt), (let number as Double, .string):
            .float(number)
        case (let number as Float, .int), (let number as Float, .bigInt): .float(Double(number))
        default: nil
        }
    }
}

package import HydrangeaTree

/// A tree whose interpolations have been resolved as far as they can be.
package struct Resolution: Sendable {
    /// The tree. What cannot be resolved stays as it is written.
    package var root: ConfigNode
    /// What keeps interpolations from being resolved.
    package var mistakes: [Diagnostic]
    /// What each of them has read.
    package var reads: InterpolationReads

    package init(root: ConfigNode, mistakes: [Diagnostic] = [], reads: InterpolationReads = InterpolationReads()) {
        self.root = root
        self.mistakes = mistakes
        self.reads = reads
    }
}

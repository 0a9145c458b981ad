package import HydrangeaTree

/// A tree whose interpolations have been resolved as far as they can be.
package struct Resolution: Sendable {
    /// The tree. Interpolations that cannot be resolved stay as written.
    package var root: ConfigNode
    /// The mistakes of the interpolations that cannot be resolved.
    package var mistakes: [Diagnostic]
    /// The reads of each interpolation.
    package var reads: InterpolationReads

    package init(root: ConfigNode, mistakes: [Diagnostic], reads: InterpolationReads) {
        self.root = root
        self.mistakes = mistakes
        self.reads = reads
    }
}

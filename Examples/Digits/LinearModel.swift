import Hydrangea

/// Multinomial logistic regression: one layer from the pixels to the scores.
struct LinearModel: Classifier {
    var parameters: [Matrix] = []
    private let layer: DenseLayer
    private var output: Matrix

    init(features: Int, classes: Int, from stream: inout RandomStream) {
        layer = DenseLayer(inputs: features, outputs: classes, appendingTo: &parameters, from: &stream)
        output = Matrix(rows: 0, columns: classes)
    }

    mutating func scores(of images: Matrix) -> Matrix {
        layer.forward(images, parameters, into: &output)
        return output
    }

    func addGradient(ofScores scoreGradient: Matrix, images: Matrix, to gradient: inout [Matrix]) {
        layer.addGradient(ofOutputs: scoreGradient, inputs: images, to: &gradient)
    }
}

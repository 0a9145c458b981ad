import Hydrangea

/// A multilayer perceptron: dense layers with an activation between them.
struct MLP: Classifier {
    var parameters: [Matrix] = []
    private let activation: Activation
    private var layers: [DenseLayer] = []
    /// The output of each layer for the last batch, after its activation function.
    private var outputs: [Matrix] = []
    /// The gradients of `outputs`.
    private var gradients: [Matrix] = []

    init(_ config: MLPConfig, features: Int, classes: Int, from stream: inout RandomStream) {
        activation = config.activation
        var inputs = features
        for width in config.hidden + [classes] {
            layers.append(DenseLayer(inputs: inputs, outputs: width, appendingTo: &parameters, from: &stream))
            outputs.append(Matrix(rows: 0, columns: width))
            gradients.append(Matrix(rows: 0, columns: width))
            inputs = width
        }
    }

    mutating func scores(of images: Matrix) -> Matrix {
        for index in layers.indices {
            layers[index].forward(index == 0 ? images : outputs[index - 1], parameters, into: &outputs[index])
            if index < layers.count - 1 { activation.apply(to: &outputs[index]) }
        }
        return outputs[layers.count - 1]
    }

    mutating func addGradient(ofScores scoreGradient: Matrix, images: Matrix, to gradient: inout [Matrix]) {
        for index in layers.indices.reversed() {
            let outputGradient = index == layers.count - 1 ? scoreGradient : gradients[index]
            layers[index].addGradient(
                ofOutputs: outputGradient, inputs: index == 0 ? images : outputs[index - 1], to: &gradient)
            guard index > 0 else { return }
            layers[index].backward(outputGradient, parameters, into: &gradients[index - 1])
            activation.multiplySlopes(at: outputs[index - 1], into: &gradients[index - 1])
        }
    }
}

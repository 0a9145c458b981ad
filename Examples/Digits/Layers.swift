import Foundation
import Hydrangea

/// A fully connected layer: `outputs = inputs · weights + bias`. The model owns the parameters; the layer has their
/// index.
struct DenseLayer: Sendable {
    /// The index of the weights in the model's parameters. The bias is the next one.
    let index: Int
    private var transposedWeights: Matrix

    /// Adds a layer's parameters to a model's.
    ///
    /// The weights are uniform around 0, with a width that keeps the variance of signals through a rectifier (He et
    /// al., 2015).
    init(inputs: Int, outputs: Int, appendingTo parameters: inout [Matrix], from stream: inout RandomStream) {
        index = parameters.count
        transposedWeights = Matrix(rows: outputs, columns: inputs)
        var weights = Matrix(rows: inputs, columns: outputs)
        let bound = (6 / Double(inputs)).squareRoot()
        for index in weights.values.indices { weights.values[index] = Float((2 * stream.uniform() - 1) * bound) }
        parameters += [weights, Matrix(rows: 1, columns: outputs)]
    }

    func forward(_ inputs: Matrix, _ parameters: [Matrix], into outputs: inout Matrix) {
        outputs.resize(rows: inputs.rows)
        outputs.clear()
        addRow(parameters[index + 1], toEachRowOf: &outputs)
        addProduct(inputs, parameters[index], to: &outputs)
    }

    /// Adds the gradient of the parameters, given that of the outputs.
    func addGradient(ofOutputs outputGradient: Matrix, inputs: Matrix, to gradient: inout [Matrix]) {
        addTransposedProduct(inputs, outputGradient, to: &gradient[index])
        addRows(of: outputGradient, to: &gradient[index + 1])
    }

    /// The gradient of the inputs, given that of the outputs.
    mutating func backward(_ outputGradient: Matrix, _ parameters: [Matrix], into inputGradient: inout Matrix) {
        transpose(parameters[index], into: &transposedWeights)
        inputGradient.resize(rows: outputGradient.rows)
        inputGradient.clear()
        addProduct(outputGradient, transposedWeights, to: &inputGradient)
    }
}

extension Activation {
    func apply(to matrix: inout Matrix) {
        for index in 0..<matrix.count { matrix.values[index] = value(at: matrix.values[index]) }
    }

    /// Multiplies a gradient by the derivative of the function, given the outputs of `apply`.
    func multiplySlopes(at outputs: Matrix, into gradient: inout Matrix) {
        for index in 0..<gradient.count { gradient.values[index] *= slope(atOutput: outputs.values[index]) }
    }

    private func value(at x: Float) -> Float {
        switch self {
        case .relu: max(x, 0)
        case .tanh: tanhf(x)
        case .sigmoid: 1 / (1 + expf(-x))
        }
    }

    /// The derivative of the function, computed from its output, which suffices for these functions.
    private func slope(atOutput y: Float) -> Float {
        switch self {
        case .relu: y > 0 ? 1 : 0
        case .tanh: 1 - y * y
        case .sigmoid: y * (1 - y)
        }
    }
}

/// Replaces class scores by the gradient of their mean cross entropy, and returns their loss and accuracy.
func crossEntropy(_ scores: inout Matrix, labels: [Int]) -> Tally {
    var tally = Tally()
    let classes = scores.columns
    let share = 1 / Float(scores.rows)
    for row in 0..<scores.rows {
        let range = row * classes..<(row + 1) * classes
        var best = range.lowerBound
        for index in range where scores.values[index] > scores.values[best] { best = index }
        let highest = scores.values[best]
        var total: Float = 0
        let target = range.lowerBound + labels[row]
        let distance = highest - scores.values[target]
        for index in range {
            // The highest score is subtracted first, because the exponential of a large score would overflow.
            scores.values[index] = expf(scores.values[index] - highest)
            total += scores.values[index]
        }
        tally.add(loss: Double(logf(total) + distance), isCorrect: best == target)
        for index in range { scores.values[index] *= share / total }
        scores.values[target] -= share
    }
    return tally
}

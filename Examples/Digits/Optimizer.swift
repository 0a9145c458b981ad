import Foundation

/// The state of an optimizer between steps, shaped like the parameters.
struct OptimizerState: Sendable {
    var steps = 0
    /// A list for each moment: none, the velocity of SGD, or Adam's two.
    var moments: [[Matrix]]

    init(moments count: Int, like parameters: [Matrix]) {
        let zeros = parameters.map { Matrix(rows: $0.rows, columns: $0.columns) }
        moments = Array(repeating: zeros, count: count)
    }
}

/// A rule that moves parameters against their gradient.
protocol Optimizer: Sendable {
    var state: OptimizerState { get set }
    mutating func step(_ parameters: inout [Matrix], gradient: [Matrix], learningRate: Float)
}

/// Stochastic gradient descent with momentum; weight decay is added to the gradient.
struct SGD: Optimizer {
    let config: SGDConfig
    var state: OptimizerState

    mutating func step(_ parameters: inout [Matrix], gradient: [Matrix], learningRate: Float) {
        state.steps += 1
        let momentum = Float(config.momentum)
        let decay = Float(config.weightDecay)
        for tensor in parameters.indices {
            for index in 0..<parameters[tensor].count {
                let slope = gradient[tensor].values[index] + decay * parameters[tensor].values[index]
                let velocity = momentum * state.moments[0][tensor].values[index] + slope
                state.moments[0][tensor].values[index] = velocity
                parameters[tensor].values[index] -=
                    learningRate * (config.nesterov ? slope + momentum * velocity : velocity)
            }
        }
    }
}

/// Adam (Kingma and Ba, 2015), with weight decay decoupled from the gradient (Loshchilov and Hutter, 2019).
struct Adam: Optimizer {
    let config: AdamConfig
    var state: OptimizerState

    mutating func step(_ parameters: inout [Matrix], gradient: [Matrix], learningRate: Float) {
        state.steps += 1
        let (beta1, beta2) = (Float(config.beta1), Float(config.beta2))
        // Both moments begin at 0, which biases them towards 0. The division by `seen1` and `seen2` corrects that.
        let seen1 = Float(1 - pow(config.beta1, Double(state.steps)))
        let seen2 = Float(1 - pow(config.beta2, Double(state.steps)))
        let epsilon = Float(config.epsilon)
        let keep = 1 - learningRate * Float(config.weightDecay)
        for tensor in parameters.indices {
            for index in 0..<parameters[tensor].count {
                let slope = gradient[tensor].values[index]
                let mean = beta1 * state.moments[0][tensor].values[index] + (1 - beta1) * slope
                let square = beta2 * state.moments[1][tensor].values[index] + (1 - beta2) * slope * slope
                state.moments[0][tensor].values[index] = mean
                state.moments[1][tensor].values[index] = square
                parameters[tensor].values[index] =
                    keep * parameters[tensor].values[index] - learningRate * (mean / seen1)
                    / ((square / seen2).squareRoot() + epsilon)
            }
        }
    }
}

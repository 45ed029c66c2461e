// The head of a Poisson regression: the rate of each event count is a softplus of
// a linear predictor. The gradient of the loss, rate - count * ln(rate), goes
// back through it to the predictor.
//
// Run it: utils/run-demo.sh examples/poisson-head.mlir

// %x: observations x covariates; results: a rate and, for the given counts, the
// gradient with respect to the linear predictor, per observation.
func.func @poisson_head(%x: tensor<?x4xf64>, %count: tensor<?xf64>)
    -> (tensor<?xf64>, tensor<?xf64>) {
  %c0 = arith.constant 0 : index
  %bias = arith.constant 0.3 : f64
  %one = arith.constant 1.0 : f64
  %weight = arith.constant dense<[0.7970, 0.3095, 0.2593, 0.2739]> : tensor<4xf64>

  %observations = tensor.dim %x, %c0 : tensor<?x4xf64>
  %empty = tensor.empty(%observations) : tensor<?xf64>
  %init = linalg.fill ins(%bias : f64)
                      outs(%empty : tensor<?xf64>) -> tensor<?xf64>
  %predictor = linalg.matvec
      ins(%x, %weight : tensor<?x4xf64>, tensor<4xf64>)
      outs(%init : tensor<?xf64>) -> tensor<?xf64>
  %rate = softplus.softplus %predictor threshold 30.0 : tensor<?xf64>

  // d loss / d rate = 1 - count / rate
  %drate = linalg.map
      ins(%count, %rate : tensor<?xf64>, tensor<?xf64>)
      outs(%empty : tensor<?xf64>)
      (%n: f64, %r: f64, %unused: f64) {
        %ratio = arith.divf %n, %r : f64
        %difference = arith.subf %one, %ratio : f64
        linalg.yield %difference : f64
      }
  %gradient = softplus.softplus_grad %drate, %predictor threshold 30.0
      : tensor<?xf64>
  return %rate, %gradient : tensor<?xf64>, tensor<?xf64>
}

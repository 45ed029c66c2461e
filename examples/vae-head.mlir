// The head of a Gaussian variational autoencoder: mean and standard deviation of
// the latent variables, both linear in the features, the deviation made positive
// by a softplus of beta 0.7 and kept away from zero.
//
// Run it: utils/run-demo.sh examples/vae-head.mlir

#elementwise = affine_map<(sample, latent) -> (sample, latent)>
#bias = affine_map<(sample, latent) -> (latent)>

func.func private @linear(%features: tensor<4x6xf32>, %weight: tensor<6x3xf32>,
                          %bias: tensor<3xf32>) -> tensor<4x3xf32> {
  %empty = tensor.empty() : tensor<4x3xf32>
  %init = linalg.generic
      {indexing_maps = [#bias, #elementwise],
       iterator_types = ["parallel", "parallel"]}
      ins(%bias : tensor<3xf32>) outs(%empty : tensor<4x3xf32>) {
  ^bb0(%b: f32, %unused: f32):
    linalg.yield %b : f32
  } -> tensor<4x3xf32>
  %result = linalg.matmul
      ins(%features, %weight : tensor<4x6xf32>, tensor<6x3xf32>)
      outs(%init : tensor<4x3xf32>) -> tensor<4x3xf32>
  return %result : tensor<4x3xf32>
}

// %features: samples x features; results: samples x latent variables.
func.func @vae_head(%features: tensor<4x6xf32>)
    -> (tensor<4x3xf32>, tensor<4x3xf32>) {
  %mean_weight = arith.constant dense<
     [[-0.3232, 0.0979, 0.1706],
      [-0.5959, 0.0194, 0.5225],
      [-0.8057, -0.1286, -0.0425],
      [-0.3269, 0.1990, -0.0249],
      [-0.5859, 0.3311, 0.2677],
      [0.3783, 0.5762, 0.1449]]> : tensor<6x3xf32>
  %mean_bias = arith.constant dense<[-0.2240, 0.1955, 0.2204]> : tensor<3xf32>
  %scale_weight = arith.constant dense<
     [[0.0477, -0.5197, 0.2462],
      [-0.2447, -0.1811, -0.5059],
      [-0.3870, -0.2124, 0.5155],
      [-0.8127, -0.5831, 0.0957],
      [0.5773, 0.2314, -0.7600],
      [-1.0073, 0.1430, -0.2945]]> : tensor<6x3xf32>
  %scale_bias = arith.constant dense<[-0.9685, -0.9508, -0.9131]> : tensor<3xf32>
  %floor = arith.constant dense<1.0e-4> : tensor<4x3xf32>

  %mean = call @linear(%features, %mean_weight, %mean_bias)
      : (tensor<4x6xf32>, tensor<6x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  %raw = call @linear(%features, %scale_weight, %scale_bias)
      : (tensor<4x6xf32>, tensor<6x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  %positive = softplus.softplus %raw beta 0.7 : tensor<4x3xf32>
  %deviation = arith.addf %positive, %floor : tensor<4x3xf32>
  return %mean, %deviation : tensor<4x3xf32>, tensor<4x3xf32>
}

// The step sizes of a Mamba selective scan: a linear layer from the low-rank
// projection of the tokens, its bias, and softplus. The bias is the inverse
// softplus of step sizes between 0.001 and 0.1, as Mamba initializes it, so most
// results come from the negative tail.
//
// Run it: utils/run-demo.sh examples/mamba-dt.mlir

#elementwise = affine_map<(token, channel) -> (token, channel)>
#bias = affine_map<(token, channel) -> (channel)>

// %x: tokens x rank; result: tokens x channels.
func.func @dt_block(%x: tensor<?x4xf32>) -> tensor<?x8xf32> {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %weight = arith.constant dense<
     [[-0.0896, 0.1790, -0.0791, -0.1103, -0.3255, -0.0747, 0.3892, 0.1485],
      [0.3629, 0.0871, 0.1382, 0.0649, -0.5831, 0.2993, 0.1772, 0.1746],
      [-0.5920, -0.6104, -0.3114, -0.1639, 0.1069, -0.0161, 0.1823, -0.2248],
      [0.1080, 0.1380, -0.2314, 0.6011, 0.1948, 0.4190, -0.2171, -0.2588]]> : tensor<4x8xf32>
  %bias = arith.constant dense<
      [-4.3791, -6.6179, -6.6326, -5.9580, -3.7629, -4.9350, -5.4589, -4.2037]> : tensor<8xf32>

  %tokens = tensor.dim %x, %c0 : tensor<?x4xf32>
  %empty = tensor.empty(%tokens) : tensor<?x8xf32>
  %init = linalg.fill ins(%zero : f32)
                      outs(%empty : tensor<?x8xf32>) -> tensor<?x8xf32>
  %projected = linalg.matmul
      ins(%x, %weight : tensor<?x4xf32>, tensor<4x8xf32>)
      outs(%init : tensor<?x8xf32>) -> tensor<?x8xf32>
  %biased = linalg.generic
      {indexing_maps = [#elementwise, #bias, #elementwise],
       iterator_types = ["parallel", "parallel"]}
      ins(%projected, %bias : tensor<?x8xf32>, tensor<8xf32>)
      outs(%empty : tensor<?x8xf32>) {
  ^bb0(%p: f32, %b: f32, %unused: f32):
    %sum = arith.addf %p, %b : f32
    linalg.yield %sum : f32
  } -> tensor<?x8xf32>
  %dt = softplus.softplus %biased : tensor<?x8xf32>
  return %dt : tensor<?x8xf32>
}

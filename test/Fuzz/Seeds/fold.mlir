func.func @f(%dy: tensor<3xf64>) -> (f32, tensor<4xbf16>, tensor<3xf64>, tensor<2xf32>) {
  %a = arith.constant -1.5 : f32
  %0 = softplus.softplus %a beta -1.0 accuracy<correct> : f32
  %b = arith.constant dense<[1.0, 0x7FC0, -3.0, 0xFF80]> : tensor<4xbf16>
  %1 = softplus.softplus %b beta 0.7 : tensor<4xbf16>
  %c = arith.constant dense<[1.0, 2.0, 0xFFF0000000000000]> : tensor<3xf64>
  %2 = softplus.softplus_grad %c, %c beta -2.0 threshold 1.0 : tensor<3xf64>
  %d = arith.constant dense<30.0> : tensor<3xf64>
  %3 = softplus.softplus_grad %dy, %d threshold 20.0 : tensor<3xf64>
  %e = arith.constant dense_resource<r> : tensor<2xf32>
  %4 = softplus.softplus %e accuracy<fast> : tensor<2xf32>
  return %0, %1, %3, %4 : f32, tensor<4xbf16>, tensor<3xf64>, tensor<2xf32>
}
{-#
  dialect_resources: {
    builtin: {
      r: "0x040000000000803F00000040"
    }
  }
#-}

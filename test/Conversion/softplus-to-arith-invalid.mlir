// RUN: softplus-opt %s -convert-softplus-to-arith -verify-diagnostics

func.func @softplus_unranked(%x: tensor<*xf32>) -> tensor<*xf32> {
  // expected-error @+1 {{'softplus.softplus' op has no lowering to arith on 'tensor<*xf32>'; allowed are scalars, vectors and ranked tensors}}
  %0 = softplus.softplus %x : tensor<*xf32>
  return %0 : tensor<*xf32>
}

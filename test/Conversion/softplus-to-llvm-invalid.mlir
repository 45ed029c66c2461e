// RUN: softplus-opt %s -convert-softplus-to-llvm -split-input-file -verify-diagnostics

func.func @tensor(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{'softplus.softplus' op has no lowering to llvm on 'tensor<4xf32>'; allowed are scalars and vectors}}
  %0 = softplus.softplus %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @unranked(%dy: tensor<*xf64>) -> tensor<*xf64> {
  // expected-error @+1 {{'softplus.softplus_grad' op has no lowering to llvm on 'tensor<*xf64>'; allowed are scalars and vectors}}
  %0 = softplus.softplus_grad %dy, %dy : tensor<*xf64>
  return %0 : tensor<*xf64>
}

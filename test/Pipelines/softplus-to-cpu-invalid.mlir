// RUN: softplus-opt %s -softplus-to-cpu-pipeline -split-input-file -verify-diagnostics
// RUN: softplus-opt %s -check-softplus-for-cpu -split-input-file -verify-diagnostics

func.func @softplus_unranked(%x: tensor<*xf32>) -> tensor<*xf32> {
  // expected-error @+1 {{'softplus.softplus' op has no lowering for CPUs on 'tensor<*xf32>'; allowed are scalars, vectors and ranked tensors}}
  %0 = softplus.softplus %x : tensor<*xf32>
  return %0 : tensor<*xf32>
}

// -----

func.func @softplus_grad_unranked(%x: tensor<*xf64>) -> tensor<*xf64> {
  // expected-error @+1 {{'softplus.softplus_grad' op has no lowering for CPUs on 'tensor<*xf64>'; allowed are scalars, vectors and ranked tensors}}
  %0 = softplus.softplus_grad %x, %x : tensor<*xf64>
  return %0 : tensor<*xf64>
}

// RUN: softplus-opt %s -softplus-to-cpu-pipeline -split-input-file -verify-diagnostics
// RUN: softplus-opt %s -check-softplus-for-cpu -split-input-file -verify-diagnostics

func.func @softplus_unranked(%x: tensor<*xf32>) -> tensor<*xf32> {
  // expected-error @+1 {{'softplus.softplus' op has no lowering for CPUs on 'tensor<*xf32>'; allowed are scalars, fixed vectors and ranked tensors}}
  %0 = softplus.softplus %x : tensor<*xf32>
  return %0 : tensor<*xf32>
}

// -----

func.func @softplus_grad_scalable(%x: vector<[4]xf64>) -> vector<[4]xf64> {
  // expected-error @+1 {{'softplus.softplus_grad' op has no lowering for CPUs on 'vector<[4]xf64>'; allowed are scalars, fixed vectors and ranked tensors}}
  %0 = softplus.softplus_grad %x, %x : vector<[4]xf64>
  return %0 : vector<[4]xf64>
}

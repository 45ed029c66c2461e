// RUN: softplus-opt %s -convert-softplus-to-math -split-input-file -verify-diagnostics

func.func @softplus_unranked(%x: tensor<*xf32>) -> tensor<*xf32> {
  // expected-error @+1 {{'softplus.softplus' op has no lowering to math on 'tensor<*xf32>'; allowed are scalars, vectors and ranked tensors}}
  %0 = softplus.softplus %x : tensor<*xf32>
  return %0 : tensor<*xf32>
}

// -----

func.func @softplus_grad_unranked(%x: tensor<*xbf16>) -> tensor<*xbf16> {
  // expected-error @+1 {{'softplus.softplus_grad' op has no lowering to math on 'tensor<*xbf16>'; allowed are scalars, vectors and ranked tensors}}
  %0 = softplus.softplus_grad %x, %x : tensor<*xbf16>
  return %0 : tensor<*xbf16>
}

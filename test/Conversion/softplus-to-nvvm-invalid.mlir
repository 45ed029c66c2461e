// RUN: softplus-opt %s -pass-pipeline='builtin.module(gpu.module(convert-softplus-to-nvvm))' \
// RUN:   -split-input-file -verify-diagnostics

gpu.module @tensor {
  func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
    // expected-error @+1 {{'softplus.softplus' op has no lowering to nvvm on 'tensor<4xf32>'; allowed are scalars and vectors of fixed length}}
    %0 = softplus.softplus %x : tensor<4xf32>
    return %0 : tensor<4xf32>
  }
}

// -----

gpu.module @scalable {
  func.func @f(%x: vector<[4]xf32>) -> vector<[4]xf32> {
    // expected-error @+1 {{'softplus.sigmoid' op has no lowering to nvvm on 'vector<[4]xf32>'; allowed are scalars and vectors of fixed length}}
    %0 = softplus.sigmoid %x : vector<[4]xf32>
    return %0 : vector<[4]xf32>
  }
}

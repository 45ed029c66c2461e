// RUN: softplus-opt %s -bufferize-host-code -split-input-file -verify-diagnostics
// RUN: softplus-opt %s -softplus-to-cpu-pipeline -split-input-file -verify-diagnostics

func.func @tosa(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{'tosa.tanh' op has no lowering for CPUs on tensors}}
  %0 = tosa.tanh %x : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// All of them are named, also those in regions.

func.func @several(%x: tensor<4xf32>, %c: i1) -> tensor<4xf32> {
  // expected-error @+1 {{'tosa.tanh' op has no lowering for CPUs on tensors}}
  %0 = tosa.tanh %x : (tensor<4xf32>) -> tensor<4xf32>
  %1 = scf.if %c -> tensor<4xf32> {
    // expected-error @+1 {{'tosa.exp' op has no lowering for CPUs on tensors}}
    %2 = tosa.exp %0 : (tensor<4xf32>) -> tensor<4xf32>
    scf.yield %2 : tensor<4xf32>
  } else {
    scf.yield %0 : tensor<4xf32>
  }
  return %1 : tensor<4xf32>
}

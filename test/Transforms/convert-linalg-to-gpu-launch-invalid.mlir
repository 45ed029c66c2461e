// RUN: softplus-opt %s -convert-linalg-to-gpu-launch -split-input-file -verify-diagnostics
// RUN: not softplus-opt %s -convert-linalg-to-gpu-launch=bytes-per-thread=12 2>&1 | FileCheck %s --check-prefix=BYTES
// RUN: not softplus-opt %s -convert-linalg-to-gpu-launch=block-size=0 2>&1 | FileCheck %s --check-prefix=BLOCK

// BYTES: error: option 'bytes-per-thread' of convert-linalg-to-gpu-launch must be 0 or a power of two, but got 12
// BLOCK: error: option 'block-size' of convert-linalg-to-gpu-launch must be at least 1, but got 0

func.func @named(%in: memref<4xf32>, %out: memref<4xf32>) {
  // expected-error @+1 {{'linalg.copy' op has no lowering to GPUs; allowed is linalg.generic on memrefs}}
  linalg.copy ins(%in : memref<4xf32>) outs(%out : memref<4xf32>)
  return
}

// -----

func.func @tensor(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{'linalg.generic' op has no lowering to GPUs; allowed is linalg.generic on memrefs}}
  %y = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      outs(%x : tensor<4xf32>) {
  ^bb0(%a: f32):
    linalg.yield %a : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

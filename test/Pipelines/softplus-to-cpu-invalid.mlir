// RUN: softplus-opt %s -softplus-to-cpu-pipeline -split-input-file -verify-diagnostics

// What is left at the end is named; what the passes before name, their own tests
// run through the pipeline.

func.func @truncation_to_f8(%x: tensor<8xf32>) -> tensor<8xf8E4M3FN> {
  %0 = softplus.softplus %x : tensor<8xf32>
  // expected-error @+1 {{'arith.truncf' op has no lowering to the llvm dialect, in which allowed are only operations of llvm and omp}}
  %1 = arith.truncf %0 : tensor<8xf32> to tensor<8xf8E4M3FN>
  return %1 : tensor<8xf8E4M3FN>
}

// -----

module {
  module @nested {
    func.func @truncation_to_f8(%x: f32) -> f8E4M3FN {
      %0 = softplus.softplus %x : f32
      // expected-error @+1 {{'arith.truncf' op has no lowering to the llvm dialect, in which allowed are only operations of llvm and omp}}
      %1 = arith.truncf %0 : f32 to f8E4M3FN
      return %1 : f8E4M3FN
    }
  }
}

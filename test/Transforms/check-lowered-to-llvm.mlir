// RUN: softplus-opt %s -check-lowered-to-llvm -split-input-file -verify-diagnostics

// Legal: llvm, omp, modules, and the code of another device.

module {
  module @nested {
    llvm.func @f(%x: f32) -> f32 {
      %y = llvm.fneg %x : f32
      omp.barrier
      llvm.return %y : f32
    }
  }
  gpu.module @device {
    func.func @f(%x: f32) -> i32 {
      %y = arith.negf %x : f32
      %z = builtin.unrealized_conversion_cast %y : f32 to i32
      return %z : i32
    }
  }
}

// -----

// All that is left is named, but not the casts between it and the rest.

llvm.func @left(%x: f32, %v: vector<4xf32>) -> i32 {
  // expected-error @+1 {{'arith.negf' op has no lowering to the llvm dialect, in which allowed are only operations of llvm and omp}}
  %0 = arith.negf %x : f32
  %1 = builtin.unrealized_conversion_cast %0 : f32 to i32
  // expected-error @+1 {{'softplus.softplus' op has no lowering to the llvm dialect, in which allowed are only operations of llvm and omp}}
  %2 = softplus.softplus %v : vector<4xf32>
  llvm.return %1 : i32
}

// -----

llvm.func @only_casts(%x: f32) -> i32 {
  // expected-error @+1 {{'builtin.unrealized_conversion_cast' op has no lowering to the llvm dialect, in which allowed are only operations of llvm and omp}}
  %0 = builtin.unrealized_conversion_cast %x : f32 to i32
  llvm.return %0 : i32
}

// -----

module {
  module @nested {
    // expected-error @+1 {{'func.func' op has no lowering to the llvm dialect, in which allowed are only operations of llvm and omp}}
    func.func private @f()
  }
}

// RUN: softplus-opt %s -pass-pipeline='builtin.module(gpu.module(check-lowered-to-nvvm))' \
// RUN:   -split-input-file -verify-diagnostics

gpu.module @fine [#nvvm.target<chip = "sm_90", features = "+ptx86">] {
  llvm.func @f(%x: f32) -> f32 {
    llvm.return %x : f32
  }
}

// -----

gpu.module @operation {
  llvm.func @f(%x: f32) -> f32 {
    // expected-error @+1 {{'arith.addf' op has no lowering to NVIDIA's GPUs, in which allowed are only operations of llvm and nvvm}}
    %y = arith.addf %x, %x : f32
    llvm.return %y : f32
  }
}

// -----

gpu.module @function {
  // expected-error @+1 {{'llvm.func' op is called by a kernel, but not in its module}}
  llvm.func @expf(f32) -> f32
}

// -----

// expected-error @+1 {{'gpu.module' op has a target of the chip 'sm_999'; allowed are sm_100,}}
gpu.module @chip [#nvvm.target<chip = "sm_999">] {
}

// -----

// expected-error @+1 {{'gpu.module' op has a target of the feature '+fast'; allowed are + or - and a feature of LLVM's NVPTX target, +ptx86 for instance}}
gpu.module @features [#nvvm.target<chip = "sm_90", features = "+fast">] {
}

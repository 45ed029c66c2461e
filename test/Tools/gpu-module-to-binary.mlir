// RUN: softplus-opt %s -gpu-module-to-binary=format=isa | FileCheck %s

// The translations to LLVM IR are there, as in mlir-opt.

// CHECK: gpu.binary @kernels
// CHECK-SAME: .visible .entry scale(
module attributes {gpu.container_module} {
  gpu.module @kernels [#nvvm.target<chip = "sm_80">] {
    llvm.func @scale(%p: !llvm.ptr, %x: f32) attributes {gpu.kernel, nvvm.kernel} {
      %y = llvm.fmul %x, %x : f32
      llvm.store %y, %p : f32, !llvm.ptr
      llvm.return
    }
  }
}

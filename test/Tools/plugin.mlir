// The plugin works in a stock mlir-opt, which knows the passes of a plugin in
// --pass-pipeline only.

// RUN: mlir-opt --load-dialect-plugin=%softplus_libs/SoftplusPlugin.so \
// RUN:   --load-pass-plugin=%softplus_libs/SoftplusPlugin.so %s \
// RUN:   --pass-pipeline='builtin.module(convert-softplus-to-math)' \
// RUN: | FileCheck %s

// RUN: mlir-opt --load-dialect-plugin=%softplus_libs/SoftplusPlugin.so %s \
// RUN: | FileCheck %s --check-prefix=PARSE

// RUN: mlir-opt --load-dialect-plugin=%softplus_libs/SoftplusPlugin.so \
// RUN:   --load-pass-plugin=%softplus_libs/SoftplusPlugin.so %s \
// RUN:   --pass-pipeline='builtin.module(softplus-to-cpu-pipeline)' \
// RUN: | FileCheck %s --check-prefix=LLVM

// RUN: mlir-opt --load-dialect-plugin=%softplus_libs/SoftplusPlugin.so %s \
// RUN:   --convert-to-llvm | FileCheck %s --check-prefix=LLVM

// A plugin that carried its own copy of MLIR could not run on the examples.
// RUN: for example in %softplus_src_root/examples/*.mlir; do \
// RUN:   mlir-opt --load-dialect-plugin=%softplus_libs/SoftplusPlugin.so \
// RUN:     --load-pass-plugin=%softplus_libs/SoftplusPlugin.so $example \
// RUN:     --pass-pipeline='builtin.module(convert-softplus-to-math)' \
// RUN:   | FileCheck %s --check-prefix=EXAMPLE --implicit-check-not=softplus.softplus || exit 1; \
// RUN:   mlir-opt --load-dialect-plugin=%softplus_libs/SoftplusPlugin.so \
// RUN:     --load-pass-plugin=%softplus_libs/SoftplusPlugin.so $example \
// RUN:     --pass-pipeline='builtin.module(softplus-to-nvvm-pipeline{chip=sm_90})' \
// RUN:   | FileCheck %s --check-prefix=PTX --implicit-check-not='"softplus.' || exit 1; \
// RUN: done

// REQUIRES: plugin

// CHECK: math.log
// PARSE: softplus.softplus
// LLVM: llvm.func @f
// LLVM-NOT: softplus.softplus
// LLVM: llvm.intr.fma
// EXAMPLE: math.log
// PTX: gpu.launch_func
// PTX: gpu.binary @{{.*}} [#gpu.object<#nvvm.target<O = 3, chip = "sm_90">
func.func @f(%x: f32) -> f32 {
  %0 = softplus.softplus %x : f32
  return %0 : f32
}

// RUN: softplus-opt %s -softplus-to-nvvm-pipeline=chip=sm_90 | FileCheck %s --check-prefix=HOST
// RUN: softplus-opt %s -softplus-to-nvvm-pipeline=chip=sm_90 | sed 's/\\0A/\n/g' | grep -v llvm. \
// RUN: | FileCheck %s --implicit-check-not=.extern --implicit-check-not=call --implicit-check-not=div. \
// RUN:   --implicit-check-not=.local --implicit-check-not=.f64
// RUN: softplus-opt %s -softplus-to-nvvm-pipeline='chip=sm_100 features=+ptx88 bytes-per-thread=32' | sed 's/\\0A/\n/g' \
// RUN: | FileCheck %s --check-prefix=PAIRS
// RUN: softplus-opt %s -softplus-to-nvvm-pipeline='use-64bit-index=false block-size=128' | FileCheck %s --check-prefix=NARROW
// RUN: not softplus-opt %s -softplus-to-nvvm-pipeline=chip=sm_999 2>&1 | FileCheck %s --check-prefix=CHIP
// RUN: not softplus-opt %s -softplus-to-nvvm-pipeline=features=+fast 2>&1 | FileCheck %s --check-prefix=FEATURE
// RUN: not softplus-opt %s -softplus-to-nvvm-pipeline=format=elf 2>&1 | FileCheck %s --check-prefix=FORMAT
// RUN: not env -u CUDA_ROOT -u CUDA_HOME -u CUDA_PATH PATH=/usr/bin:/bin %softplus_obj_root/bin/softplus-opt %s \
// RUN:   -softplus-to-nvvm-pipeline=format=bin 2>&1 | FileCheck %s --check-prefix=PTXAS

// CHIP:    'gpu.module' op has a target of the chip 'sm_999'; allowed are
// FEATURE: 'gpu.module' op has a target of the feature '+fast'; allowed are
// FORMAT:  unknown format 'elf'; allowed are isa, bin and fatbin
// PTXAS:   Couldn't find the `ptxas` binary.

// One kernel for the operation and its neighbours, on what the function allocates.
// HOST-LABEL: llvm.func @fused(
// HOST:         llvm.call @mgpuMemAlloc
// HOST-COUNT-1: gpu.launch_func @fused_kernel::@fused_kernel
// HOST-NOT:     gpu.launch_func
// HOST:       gpu.binary @fused_kernel [#gpu.object<#nvvm.target<O = 3, chip = "sm_90">
// HOST-LABEL: llvm.func @halves(
// HOST:         gpu.launch_func
// HOST-LABEL: llvm.func @mixed(
// HOST-COUNT-3: gpu.launch_func

// CHECK:      .entry fused_kernel(
// CHECK:        ld.global.v4.b32
// CHECK:        fma.rn.f32
// CHECK:        st.global.v4.b32
// CHECK:        ld.global.b32
// CHECK:        st.global.b32
// PAIRS:      .entry fused_kernel(
// PAIRS:        ld.global.v4.b64
// PAIRS:        fma.rn.f32x2
// PAIRS:        st.global.v4.b64
// NARROW:     llvm.mlir.constant(128 : index)
// NARROW:     .entry fused_kernel(
func.func @fused(%x: tensor<?xf32>, %bias: tensor<?xf32>) -> tensor<?xf32> {
  %sum = arith.addf %x, %bias : tensor<?xf32>
  %y = softplus.softplus %sum beta 0.7 : tensor<?xf32>
  %z = arith.mulf %y, %x : tensor<?xf32>
  return %z : tensor<?xf32>
}

// CHECK:      .entry halves_kernel(
// CHECK:        ld.global.v4.b32
// CHECK:        st.global.v4.b32
#id = affine_map<(i) -> (i)>
func.func @halves(%in: memref<?xbf16>, %out: memref<?xbf16>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xbf16>) outs(%out : memref<?xbf16>) {
  ^bb0(%x: bf16, %unused: bf16):
    %y = softplus.softplus %x : bf16
    linalg.yield %y : bf16
  }
  return
}

// Nothing of it is computed by the host: fill, matmul, and softplus.
func.func @mixed(%a: tensor<8x16xf32>, %b: tensor<16x8xf32>) -> tensor<8x8xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<8x8xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<8x8xf32>) -> tensor<8x8xf32>
  %product = linalg.matmul ins(%a, %b : tensor<8x16xf32>, tensor<16x8xf32>)
                           outs(%init : tensor<8x8xf32>) -> tensor<8x8xf32>
  %y = softplus.softplus %product : tensor<8x8xf32>
  return %y : tensor<8x8xf32>
}

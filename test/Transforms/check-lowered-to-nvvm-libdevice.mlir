// gpu-module-to-binary links libdevice where it finds a toolkit, and only there.
// RUN: not env -u CUDA_ROOT -u CUDA_HOME -u CUDA_PATH softplus-opt %s \
// RUN:   -pass-pipeline='builtin.module(gpu.module(check-lowered-to-nvvm))' 2>&1 | FileCheck %s --check-prefix=WITHOUT
// RUN: env CUDA_HOME=%t softplus-opt %s -pass-pipeline='builtin.module(gpu.module(check-lowered-to-nvvm))' \
// RUN: | FileCheck %s --check-prefix=WITH

// WITHOUT: error: 'llvm.func' op is of libdevice, which is part of a CUDA toolkit; install one and set CUDA_ROOT, CUDA_HOME or CUDA_PATH to its folder
// WITH: llvm.func @__nv_expf(f32) -> f32
gpu.module @kernels {
  llvm.func @__nv_expf(f32) -> f32
}

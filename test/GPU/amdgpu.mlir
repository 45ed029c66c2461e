// The kernels on AMD's GPUs: `convert-softplus-to-llvm` inside a gpu.module, beside
// `convert-gpu-to-rocdl`, compiles without calls, stack and f64 in kernels of f32 and
// halves, with loads of 16 bytes.

// DEFINE: %{chip} = gfx90a
// DEFINE: %{pipeline} = builtin.module(gpu.module(convert-softplus-to-llvm,convert-gpu-to-rocdl{chipset=%{chip}},reconcile-unrealized-casts))
// DEFINE: %{compile} = softplus-opt %s "--pass-pipeline=%{pipeline}" | \
// DEFINE:   sed -e '1d;/^}$/d' -e 's/gpu.module @kernels.*{$/module {/' | mlir-translate --mlir-to-llvmir | \
// DEFINE:   llc -O3 -mtriple=amdgcn-amd-amdhsa -mcpu=%{chip}
// DEFINE: %{check} = FileCheck %s --implicit-check-not=s_swappc --implicit-check-not="{{(scratch|buffer)_(load|store)}}" --implicit-check-not=_f64

// RUN: %{compile} | %{check} --check-prefixes=CHECK,GFX9
// REDEFINE: %{chip} = gfx942
// RUN: %{compile} | %{check} --check-prefixes=CHECK,GFX9
// REDEFINE: %{chip} = gfx1100
// RUN: %{compile} | %{check} --check-prefixes=CHECK,GFX11
// REDEFINE: %{chip} = gfx1201
// RUN: %{compile} | %{check} --check-prefixes=CHECK,GFX11

// REQUIRES: amdgpu-registered-target

gpu.module @kernels {
  // CHECK-LABEL: {{^}}softplus_f32:
  // GFX9:        load_dwordx4
  // GFX11:       load_b128
  // GFX9:        v_{{(pk_)?}}fma_f32
  // GFX11:       v_{{(dual_)?}}fma{{(c)?}}_f32
  // CHECK:       s_endpgm
  gpu.func @softplus_f32(%in0: memref<?xf32>, %out: memref<?xf32>) kernel {
    %size = arith.constant 4 : index
    %threads = arith.constant 256 : index
    %block = gpu.block_id x
    %thread = gpu.thread_id x
    %first = arith.muli %block, %threads : index
    %id = arith.addi %first, %thread : index
    %i = arith.muli %id, %size : index
    %x0 = vector.load %in0[%i] {alignment = 16} : memref<?xf32>, vector<4xf32>
    %y = softplus.softplus %x0 beta 0.7 : vector<4xf32>
    vector.store %y, %out[%i] {alignment = 16} : memref<?xf32>, vector<4xf32>
    gpu.return
  }

  // CHECK-LABEL: {{^}}gradient_f32:
  // GFX9:        load_dwordx4
  // GFX11:       load_b128
  // GFX9:        v_{{(pk_)?}}fma_f32
  // GFX11:       v_{{(dual_)?}}fma{{(c)?}}_f32
  // CHECK:       s_endpgm
  gpu.func @gradient_f32(%in0: memref<?xf32>, %in1: memref<?xf32>, %out: memref<?xf32>) kernel {
    %size = arith.constant 4 : index
    %threads = arith.constant 256 : index
    %block = gpu.block_id x
    %thread = gpu.thread_id x
    %first = arith.muli %block, %threads : index
    %id = arith.addi %first, %thread : index
    %i = arith.muli %id, %size : index
    %x0 = vector.load %in0[%i] {alignment = 16} : memref<?xf32>, vector<4xf32>
    %x1 = vector.load %in1[%i] {alignment = 16} : memref<?xf32>, vector<4xf32>
    %y = softplus.softplus_grad %x0, %x1 : vector<4xf32>
    vector.store %y, %out[%i] {alignment = 16} : memref<?xf32>, vector<4xf32>
    gpu.return
  }

  // CHECK-LABEL: {{^}}sigmoid_f16:
  // GFX9:        load_dwordx4
  // GFX11:       load_b128
  // GFX9:        v_{{(pk_)?}}fma_f32
  // GFX11:       v_{{(dual_)?}}fma{{(c)?}}_f32
  // CHECK:       s_endpgm
  gpu.func @sigmoid_f16(%in0: memref<?xf16>, %out: memref<?xf16>) kernel {
    %size = arith.constant 8 : index
    %threads = arith.constant 256 : index
    %block = gpu.block_id x
    %thread = gpu.thread_id x
    %first = arith.muli %block, %threads : index
    %id = arith.addi %first, %thread : index
    %i = arith.muli %id, %size : index
    %x0 = vector.load %in0[%i] {alignment = 16} : memref<?xf16>, vector<8xf16>
    %y = softplus.sigmoid %x0 : vector<8xf16>
    vector.store %y, %out[%i] {alignment = 16} : memref<?xf16>, vector<8xf16>
    gpu.return
  }

  // CHECK-LABEL: {{^}}softplus_bf16:
  // GFX9:        load_dwordx4
  // GFX11:       load_b128
  // GFX9:        v_{{(pk_)?}}fma_f32
  // GFX11:       v_{{(dual_)?}}fma{{(c)?}}_f32
  // CHECK:       s_endpgm
  gpu.func @softplus_bf16(%in0: memref<?xbf16>, %out: memref<?xbf16>) kernel {
    %size = arith.constant 8 : index
    %threads = arith.constant 256 : index
    %block = gpu.block_id x
    %thread = gpu.thread_id x
    %first = arith.muli %block, %threads : index
    %id = arith.addi %first, %thread : index
    %i = arith.muli %id, %size : index
    %x0 = vector.load %in0[%i] {alignment = 16} : memref<?xbf16>, vector<8xbf16>
    %y = softplus.softplus %x0 : vector<8xbf16>
    vector.store %y, %out[%i] {alignment = 16} : memref<?xbf16>, vector<8xbf16>
    gpu.return
  }
}

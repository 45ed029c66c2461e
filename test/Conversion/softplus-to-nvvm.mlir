// RUN: softplus-opt %s -pass-pipeline='builtin.module(gpu.module(convert-softplus-to-nvvm))' \
// RUN: | FileCheck %s --implicit-check-not=softplus. --implicit-check-not=fdiv --implicit-check-not=intr.fabs

// Before convert-gpu-to-nvvm and after it, on processors without and with arithmetic
// on pairs, PTX calls and divides nothing.
// DEFINE: %{target} = nvvm-attach-target{chip=sm_90}
// DEFINE: %{passes} = convert-softplus-to-nvvm,convert-gpu-to-nvvm
// DEFINE: %{check} = FileCheck %s --check-prefix=PTX --implicit-check-not=call \
// DEFINE:   --implicit-check-not=.extern --implicit-check-not=div. --implicit-check-not=.local
// DEFINE: %{compile} = softplus-opt %s -pass-pipeline='builtin.module(%{target}, \
// DEFINE:   gpu.module(%{passes},reconcile-unrealized-casts),gpu-module-to-binary{format=isa})'
// RUN: %{compile} | %{check}
// REDEFINE: %{passes} = convert-gpu-to-nvvm,convert-softplus-to-nvvm
// RUN: %{compile} | %{check}
// By the interface of the dialect, too.
// REDEFINE: %{passes} = convert-gpu-to-nvvm
// RUN: %{compile} | %{check}
// REDEFINE: %{target} = nvvm-attach-target{chip=sm_75}
// RUN: %{compile} | %{check}
// REDEFINE: %{target} = nvvm-attach-target{chip=sm_100}
// RUN: %{compile} | %{check}
// RUN: softplus-opt %s -pass-pipeline='builtin.module(gpu.module(convert-softplus-to-nvvm), \
// RUN:   gpu-lower-to-nvvm-pipeline{cubin-chip=sm_90 cubin-features=+ptx80 cubin-format=isa})' | %{check}
// RUN: softplus-opt %s -pass-pipeline='builtin.module( \
// RUN:   gpu-lower-to-nvvm-pipeline{cubin-chip=sm_90 cubin-features=+ptx80 cubin-format=isa})' | %{check}

gpu.module @kernels {
  // CHECK-LABEL: gpu.func @scalar
  // CHECK:         llvm.call_intrinsic "llvm.fabs"(%{{.*}}) : (f32) -> f32
  // CHECK:         llvm.intr.fma({{.*}}) : (f32, f32, f32) -> f32
  // PTX:         .entry scalar(
  gpu.func @scalar(%x: f32, %out: memref<1xf32>) kernel {
    %i = gpu.thread_id x
    %y = softplus.softplus %x : f32
    memref.store %y, %out[%i] : memref<1xf32>
    gpu.return
  }

  // CHECK-LABEL: gpu.func @halves
  // CHECK:         llvm.call_intrinsic "llvm.fabs"(%{{.*}}) : (vector<8xf32>) -> vector<8xf32>
  // PTX:         .entry halves(
  gpu.func @halves(%x: vector<8xbf16>, %out: memref<8xbf16>) kernel {
    %i = gpu.thread_id x
    %y = softplus.softplus %x beta 0.7 : vector<8xbf16>
    vector.store %y, %out[%i] : memref<8xbf16>, vector<8xbf16>
    gpu.return
  }

  // An f64 quotient begins with an approximate reciprocal; where the numerator may be
  // infinite or -0, it is kept where the remainder is NaN or 0.
  // CHECK-LABEL: gpu.func @quotient
  // CHECK:         llvm.call_intrinsic "llvm.nvvm.rcp.approx.ftz.d"(%{{.*}}) : (f64) -> f64
  // CHECK:         llvm.call_intrinsic "llvm.nvvm.rcp.approx.ftz.d"(%{{.*}}) : (f64) -> f64
  // CHECK:         %[[Q:.*]] = llvm.fmul
  // CHECK:         %[[R:.*]] = llvm.intr.fma(%{{.*}}, %[[Q]], %{{.*}}) : (vector<2xf64>,
  // CHECK:         %[[CORRECTED:.*]] = llvm.intr.fma(%{{.*}}, %[[R]], %[[Q]])
  // CHECK:         %[[MAGNITUDE:.*]] = llvm.call_intrinsic "llvm.fabs"(%[[R]])
  // CHECK:         %[[LEAVES_SOME:.*]] = llvm.fcmp "olt" %{{.*}}, %[[MAGNITUDE]]
  // CHECK:         llvm.select %[[LEAVES_SOME]], %[[CORRECTED]], %[[Q]]
  // PTX:         .entry quotient(
  // PTX:           rcp.approx.ftz.f64
  gpu.func @quotient(%dy: vector<2xf32>, %x: vector<2xf32>, %out: memref<2xf32>) kernel {
    %i = gpu.thread_id x
    %dx = softplus.softplus_grad %dy, %x accuracy<correct> : vector<2xf32>
    vector.store %dx, %out[%i] : memref<2xf32>, vector<2xf32>
    gpu.return
  }

  // CHECK-LABEL: gpu.func @reciprocal
  // CHECK:         llvm.call_intrinsic "llvm.nvvm.rcp.approx.ftz.d"(%[[D:.*]]) : (f64) -> f64
  // CHECK:         llvm.bitcast %[[D]] : f64 to i64
  // CHECK:         llvm.or %{{.*}} : i64
  // PTX:         .entry reciprocal(
  gpu.func @reciprocal(%x: f64, %out: memref<1xf64>) kernel {
    %i = gpu.thread_id x
    %y = softplus.sigmoid %x accuracy<correct> : f64
    memref.store %y, %out[%i] : memref<1xf64>
    gpu.return
  }

  // CHECK-LABEL: gpu.func @multidimensional
  // CHECK:         llvm.call_intrinsic "llvm.fabs"(%{{.*}}) : (vector<4xf32>) -> vector<4xf32>
  // CHECK:         llvm.call_intrinsic "llvm.fabs"(%{{.*}}) : (vector<4xf32>) -> vector<4xf32>
  gpu.func @multidimensional(%x: vector<2x4xf32>, %out: memref<4xf32>) kernel {
    %i = gpu.thread_id x
    %y = softplus.softplus %x : vector<2x4xf32>
    %row = vector.extract %y[1] : vector<4xf32> from vector<2x4xf32>
    vector.store %row, %out[%i] : memref<4xf32>, vector<4xf32>
    gpu.return
  }
}

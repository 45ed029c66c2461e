// RUN: softplus-opt %s -convert-host-to-llvm | FileCheck %s

// CHECK-LABEL: llvm.func @rank_1
// CHECK:         %[[X:.*]] = llvm.load %{{.*}} : !llvm.ptr -> vector<16xf32>
// CHECK-NEXT:    %[[Y:.*]] = softplus.softplus %[[X]] beta 2.000000e+00 : vector<16xf32>
// CHECK-NEXT:    llvm.return %[[Y]]
func.func @rank_1(%p: memref<16xf32>, %i: index) -> vector<16xf32> {
  %x = vector.load %p[%i] : memref<16xf32>, vector<16xf32>
  %y = softplus.softplus %x beta 2.0 : vector<16xf32>
  return %y : vector<16xf32>
}

// CHECK-LABEL: llvm.func @scalable
// CHECK-NEXT:    softplus.softplus %{{.*}} : vector<[4]xf64>
func.func @scalable(%x: vector<[4]xf64>) -> vector<[4]xf64> {
  %y = softplus.softplus %x : vector<[4]xf64>
  return %y : vector<[4]xf64>
}

// CHECK-LABEL: llvm.func @scalar
// CHECK-SAME:    %[[DY:.*]]: bf16, %[[X:.*]]: bf16
// CHECK-NEXT:    %[[DX:.*]] = softplus.softplus_grad %[[DY]], %[[X]] : bf16
// CHECK-NEXT:    llvm.return %[[DX]]
func.func @scalar(%dy: bf16, %x: bf16) -> bf16 {
  %dx = softplus.softplus_grad %dy, %x : bf16
  return %dx : bf16
}

// The llvm dialect has no such vector: its rows are converted.

// CHECK-LABEL: llvm.func @rank_2
// CHECK-NOT:     softplus.softplus
// CHECK:         llvm.extractvalue %{{.*}}[0] : !llvm.array<2 x vector<4xf32>>
// CHECK-NOT:     softplus.softplus
// CHECK:         llvm.extractvalue %{{.*}}[1] : !llvm.array<2 x vector<4xf32>>
// CHECK-NOT:     softplus.softplus
// CHECK:         llvm.return
func.func @rank_2(%x: vector<2x4xf32>) -> vector<2x4xf32> {
  %y = softplus.softplus %x : vector<2x4xf32>
  return %y : vector<2x4xf32>
}

// CHECK-LABEL: llvm.func @math
// CHECK-SAME:    %[[X:.*]]: f32, %[[Y:.*]]: f64
// CHECK-NEXT:    llvm.call @log1pf(%[[X]]) : (f32) -> f32
// CHECK-NEXT:    llvm.call @log1p(%[[Y]]) : (f64) -> f64
// CHECK-NEXT:    llvm.call @erff(%[[X]]) : (f32) -> f32
// CHECK-NEXT:    llvm.intr.exp(%[[X]]) : (f32) -> f32
func.func @math(%x: f32, %y: f64) -> (f32, f64, f32, f32) {
  %0 = math.log1p %x : f32
  %1 = math.log1p %y : f64
  %2 = math.erf %x : f32
  %3 = math.exp %x : f32
  return %0, %1, %2, %3 : f32, f64, f32, f32
}

// CHECK-LABEL: gpu.module @device_no
// CHECK-NEXT:    gpu.func @kernel(%[[M:.*]]: memref<8xf32>, %[[I:.*]]: index) kernel {
// CHECK-NEXT:      %[[X:.*]] = memref.load %[[M]][%[[I]]]
// CHECK-NEXT:      %[[L:.*]] = math.log1p %[[X]]
// CHECK-NEXT:      memref.store %[[L]], %[[M]][%[[I]]]
// CHECK-NEXT:      gpu.return
gpu.module @device_no {
  gpu.func @kernel(%m: memref<8xf32>, %i: index) kernel {
    %x = memref.load %m[%i] : memref<8xf32>
    %y = math.log1p %x : f32
    memref.store %y, %m[%i] : memref<8xf32>
    gpu.return
  }
}

// CHECK-LABEL: module @nested_no
// CHECK-NEXT:    func.func @f
// CHECK-NEXT:      math.log1p
// CHECK-NEXT:      return
module @nested_no {
  func.func @f(%x: f32) -> f32 {
    %y = math.log1p %x : f32
    return %y : f32
  }
}

// RUN: softplus-opt %s -report-softplus -verify-diagnostics | FileCheck %s

// CHECK-DAG: func.func private @reportSoftplusF32(tensor<*xf32> {bufferization.access = "read"}, tensor<*xf32> {bufferization.access = "read"}, f64, f64) attributes {llvm.emit_c_interface}
// CHECK-DAG: func.func private @reportSoftplusGradF64(

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @tensors
func.func @tensors(%x: tensor<?xf32>, %dy: tensor<4xf64>, %z: tensor<4xf64>) -> (tensor<?xf32>, tensor<4xf64>) {
  // CHECK: %[[Y:.*]] = softplus.softplus %[[X:.*]] beta 2.0
  // CHECK: %[[XC:.*]] = tensor.cast %[[X]] : tensor<?xf32> to tensor<*xf32>
  // CHECK: %[[YC:.*]] = tensor.cast %[[Y]] : tensor<?xf32> to tensor<*xf32>
  // CHECK: %[[BETA:.*]] = arith.constant 2.000000e+00 : f64
  // CHECK: %[[TAU:.*]] = arith.constant 2.000000e+01 : f64
  // CHECK: call @reportSoftplusF32(%[[XC]], %[[YC]], %[[BETA]], %[[TAU]])
  %0 = softplus.softplus %x beta 2.0 : tensor<?xf32>
  // CHECK: softplus.softplus_grad
  // CHECK: call @reportSoftplusGradF64
  %1 = softplus.softplus_grad %dy, %z : tensor<4xf64>
  return %0, %1 : tensor<?xf32>, tensor<4xf64>
}

// CHECK-LABEL: @scalar
func.func @scalar(%x: f32) -> f32 {
  // CHECK: tensor.from_elements
  // CHECK: call @reportSoftplusF32
  %0 = softplus.softplus %x : f32
  return %0 : f32
}

// CHECK-LABEL: @memrefs
func.func @memrefs(%in: memref<?xf32>, %out: memref<?xf32>) {
  // CHECK: linalg.generic
  // CHECK: bufferization.to_tensor %{{.*}} restrict
  // CHECK: call @reportSoftplusF32
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// CHECK-LABEL: @unreported_no
// CHECK-NOT: call
func.func @unreported_no(%v: vector<4xf32>, %buffer: memref<?xf32>) -> vector<4xf32> {
  // expected-remark @+1 {{not reported: neither on scalars or ranked tensors nor the whole body of a linalg operation}}
  %0 = softplus.softplus %v : vector<4xf32>
  // In place, the operand is gone.
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%buffer : memref<?xf32>) outs(%buffer : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    // expected-remark @+1 {{not reported}}
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  // Not the whole body.
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%buffer : memref<?xf32>) outs(%buffer : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    // expected-remark @+1 {{not reported}}
    %y = softplus.softplus %x : f32
    %z = arith.negf %y : f32
    linalg.yield %z : f32
  }
  return %0 : vector<4xf32>
}

// RUN: softplus-opt %s -convert-softplus-to-arith -canonicalize -cse | FileCheck %s
// RUN: softplus-opt %s -convert-softplus-to-arith=accuracy=fast -canonicalize -cse \
// RUN:   | FileCheck %s

// Sigmoid and the gradient of softplus of the same x take the same exponential,
// of which CSE leaves one. Softplus of f32 has one of its own, with less range.

// CHECK-LABEL: @f32
// CHECK:       %[[MINUS_LOG2E:.*]] = arith.constant -1.442695{{.*}} : f32
// CHECK:       math.fma %{{.*}}, %[[MINUS_LOG2E]], %{{.*}} : f32
// CHECK-NOT:   %[[MINUS_LOG2E]],
// CHECK-NOT:   f64
// CHECK:       return
func.func @f32(%dy: f32, %x: f32) -> (f32, f32) {
  %dx = softplus.softplus_grad %dy, %x : f32
  %s = softplus.sigmoid %x : f32
  return %dx, %s : f32, f32
}

// CHECK-LABEL: @f64
// CHECK:       %[[LOG2E:.*]] = arith.constant 1.4426950408889634 : f64
// CHECK:       math.fma %{{.*}}, %[[LOG2E]], %{{.*}} : f64
// CHECK-NOT:   %[[LOG2E]],
// CHECK:       return
func.func @f64(%dy: f64, %x: f64) -> (f64, f64) {
  %dx = softplus.softplus_grad %dy, %x : f64
  %s = softplus.sigmoid %x : f64
  return %dx, %s : f64, f64
}

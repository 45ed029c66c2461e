// RUN: softplus-opt %s -convert-softplus-to-arith -canonicalize -cse | FileCheck %s

// Softplus and its gradient of the same x take the same exponential, of which
// CSE leaves one. At beta = 1 softplus of f32 and bf16 computes in f32, its
// gradient in f64: these have two.

// CHECK-LABEL: @f16
// CHECK:       %[[LOG2E:.*]] = arith.constant 1.4426950408889634 : f64
// CHECK:       math.fma %{{.*}}, %[[LOG2E]], %{{.*}} : f64
// CHECK-NOT:   %[[LOG2E]],
// CHECK:       return
func.func @f16(%dy: f16, %x: f16) -> (f16, f16) {
  %dx = softplus.softplus_grad %dy, %x : f16
  %y = softplus.softplus %x : f16
  return %y, %dx : f16, f16
}

// CHECK-LABEL: @f32
// CHECK:       %[[LOG2E:.*]] = arith.constant 1.4426950408889634 : f64
// CHECK:       math.fma %{{.*}}, %[[LOG2E]], %{{.*}} : f64
// CHECK-NOT:   %[[LOG2E]],
// CHECK:       return
func.func @f32(%dy: f32, %x: f32) -> (f32, f32) {
  %dx = softplus.softplus_grad %dy, %x beta 0.7 : f32
  %y = softplus.softplus %x beta 0.7 : f32
  return %y, %dx : f32, f32
}

// CHECK-LABEL: @f64
// CHECK:       %[[LOG2E:.*]] = arith.constant 1.4426950408889634 : f64
// CHECK:       math.fma %{{.*}}, %[[LOG2E]], %{{.*}} : f64
// CHECK-NOT:   %[[LOG2E]],
// CHECK:       return
func.func @f64(%dy: f64, %x: f64) -> (f64, f64) {
  %dx = softplus.softplus_grad %dy, %x : f64
  %y = softplus.softplus %x : f64
  return %y, %dx : f64, f64
}

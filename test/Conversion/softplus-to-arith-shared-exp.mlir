// RUN: softplus-opt %s -convert-softplus-to-arith -canonicalize -cse | FileCheck %s
// RUN: softplus-opt %s -convert-softplus-to-arith=accuracy=fast -canonicalize -cse \
// RUN:   | FileCheck %s --check-prefix=FAST

// Sigmoid and the gradient of softplus of the same x take the same exponential,
// of which CSE leaves one. In `fast` on f32 softplus takes it too, other than at
// beta = 1. Else it has one of its own, which needs less range.

// CHECK-LABEL:   @f32
// CHECK-COUNT-2:   arith.shli
// CHECK-NOT:       {{arith.shli|f64}}
// CHECK:           return

// FAST-LABEL:   @f32
// FAST-COUNT-1:   math.absf
// FAST-NOT:       math.absf
// FAST:           return
func.func @f32(%dy: f32, %x: f32) -> (f32, f32, f32) {
  %dx = softplus.softplus_grad %dy, %x beta 0.7 : f32
  %s = softplus.sigmoid %x beta 0.7 : f32
  %y = softplus.softplus %x beta 0.7 : f32
  return %dx, %s, %y : f32, f32, f32
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

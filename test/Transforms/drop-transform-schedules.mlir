// RUN: softplus-opt %s -drop-transform-schedules | FileCheck %s --implicit-check-not='transform.named_sequence @__' --implicit-check-not=transform.yield

// What is in a module of the module is left to a pass on that.

// CHECK:      module @outer {
// CHECK-NEXT:   func.func @f
// CHECK:        module @inner attributes {transform.with_named_sequence}
// CHECK:          transform.named_sequence @helper
module @outer attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op) {
    transform.yield
  }
  func.func @f(%x: f32) -> f32 {
    %y = softplus.softplus %x : f32
    return %y : f32
  }
  module @inner attributes {transform.with_named_sequence} {
    transform.named_sequence @helper(%root: !transform.any_op {transform.readonly})
  }
}

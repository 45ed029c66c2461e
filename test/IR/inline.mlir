// RUN: softplus-opt %s -inline -cse | FileCheck %s

func.func private @activation(%x: f32) -> f32 {
  %0 = softplus.softplus %x beta 2.0 : f32
  return %0 : f32
}

// CHECK-LABEL: @caller
// CHECK-NOT:     call
// CHECK:         %[[Y:.*]] = softplus.softplus
// CHECK-NOT:     softplus.softplus
// CHECK:         return %[[Y]], %[[Y]]
func.func @caller(%x: f32) -> (f32, f32) {
  %0 = call @activation(%x) : (f32) -> f32
  %1 = call @activation(%x) : (f32) -> f32
  return %0, %1 : f32, f32
}

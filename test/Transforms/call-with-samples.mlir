// RUN: softplus-opt %s -call-with-samples -split-input-file -verify-diagnostics | FileCheck %s

func.func @f(%a: tensor<?x2xf32>, %b: f64, %c: memref<3xbf16>) -> tensor<?x2xf32> {
  return %a : tensor<?x2xf32>
}
func.func private @declared(f32)
func.func private @helper(%i: i32) {
  return
}

// CHECK-LABEL: func.func @main()
// CHECK: %[[A:.*]] = arith.constant dense<{{.*}}8.000000e+00, 6.22{{.*}}, -8.000000e+00{{.*}}> : tensor<5x2xf32>
// CHECK: %[[AC:.*]] = tensor.cast %[[A]] : tensor<5x2xf32> to tensor<?x2xf32>
// CHECK: %[[B:.*]] = arith.constant 5.000000e-01 : f64
// CHECK: %[[C:.*]] = arith.constant dense<[8.000000e+00, 0.000000e+00, -8.000000e+00]> : tensor<3xbf16>
// CHECK: %[[M:.*]] = memref.alloc() : memref<3xbf16>
// CHECK: bufferization.materialize_in_destination %[[C]] in restrict writable %[[M]]
// CHECK: call @f(%[[AC]], %[[B]], %{{.*}})
// CHECK-NOT: call
// CHECK: return

// -----

// CHECK-LABEL: module
// CHECK:       func.func @main() {
// CHECK-NEXT:    return
func.func @main() {
  return
}

// -----

// expected-error @+1 {{'func.func' op has an operand of type 'tensor<4xi32>', of which call-with-samples has no sample; allowed are scalars, ranked tensors and memrefs of floats}}
func.func @integers(%a: tensor<4xi32>) {
  return
}

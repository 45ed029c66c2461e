// RUN: softplus-opt %s -flatten-softplus -split-input-file | FileCheck %s

#id = affine_map<(d0, d1, d2) -> (d0, d1, d2)>

// CHECK-LABEL: @contiguous
// CHECK-SAME:    %[[IN:.*]]: memref<?x4x3xf32>, %[[OUT:.*]]: memref<?x4x3xf32>
// CHECK-DAG:     %[[FLAT_IN:.*]] = memref.collapse_shape %[[IN]] {{\[\[}}0, 1, 2]]
// CHECK-DAG:     %[[FLAT_OUT:.*]] = memref.collapse_shape %[[OUT]] {{\[\[}}0, 1, 2]]
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel"]} ins(%[[FLAT_IN]] : memref<?xf32>) outs(%[[FLAT_OUT]] : memref<?xf32>)
// CHECK:           softplus.softplus %{{.*}} beta 2.000000e+00
func.func @contiguous(%in: memref<?x4x3xf32>, %out: memref<?x4x3xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%in : memref<?x4x3xf32>) outs(%out : memref<?x4x3xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x beta 2.0 : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0, d1) -> (d0, d1)>
#transposed = affine_map<(d0, d1) -> (d1, d0)>
#row = affine_map<(d0, d1) -> (d1)>

// A layout, an order and a broadcast that no single stride describes, and an
// operation without softplus.

// CHECK-LABEL: @others_no
// CHECK-NOT:     collapse_shape
func.func @others_no(%a: memref<4x4xf32>, %b: memref<4x4xf32, strided<[8, 1]>>, %c: memref<4xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%b : memref<4x4xf32, strided<[8, 1]>>) outs(%a : memref<4x4xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [#transposed, #id], iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<4x4xf32>) outs(%a : memref<4x4xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [#row, #id], iterator_types = ["parallel", "parallel"]}
      ins(%c : memref<4xf32>) outs(%a : memref<4x4xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<4x4xf32>) outs(%a : memref<4x4xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = math.exp %x : f32
    linalg.yield %y : f32
  }
  return
}

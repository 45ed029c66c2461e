// RUN: softplus-opt %s -order-loops -split-input-file | FileCheck %s

// A matrix product: the columns become the innermost loop, and each sum keeps
// its order.

// CHECK-DAG:   #[[LEFT:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-DAG:   #[[RIGHT:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG:   #[[OUT:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-LABEL: @matrix_product
// CHECK:         linalg.generic {indexing_maps = [#[[LEFT]], #[[RIGHT]], #[[OUT]]], iterator_types = ["parallel", "reduction", "parallel"]}
func.func @matrix_product(%a: memref<?x?xf32>, %b: memref<?x?xf32>, %c: memref<?x?xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (k, j)>, affine_map<(i, j, k) -> (i, j)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>) outs(%c : memref<?x?xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// The memrefs are transposed with the loops.

// CHECK-DAG:   #[[ID:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG:   #[[FIRST:.*]] = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: @columns
// CHECK-SAME:    %[[IN:.*]]: memref<{{.*}}>, %[[OUT:.*]]: memref
// CHECK-DAG:     %[[X:.*]] = memref.transpose %[[IN]] (d0, d1) -> (d1, d0)
// CHECK-DAG:     %[[Y:.*]] = memref.transpose %[[OUT]] (d0, d1) -> (d1, d0)
// CHECK:         linalg.generic {indexing_maps = [#[[ID]], #[[ID]]], {{.*}}} ins(%[[X]] : {{.*}}) outs(%[[Y]] : {{.*}}) {
// CHECK-DAG:       %[[OUTER:.*]] = linalg.index 0
// CHECK-DAG:       %[[INNER:.*]] = linalg.index 1
// CHECK:           %[[COLUMN:.*]] = affine.apply #[[FIRST]](%[[OUTER]], %[[INNER]])
// CHECK:           arith.index_cast %[[COLUMN]]
func.func @columns(%in: memref<?x?xf32, strided<[1, ?]>>, %out: memref<?x?xi64, strided<[1, ?]>>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%in : memref<?x?xf32, strided<[1, ?]>>) outs(%out : memref<?x?xi64, strided<[1, ?]>>) {
  ^bb0(%x: f32, %unused: i64):
    %column = linalg.index 1 : index
    %y = arith.index_cast %column : index to i64
    linalg.yield %y : i64
  }
  return
}

// -----

// A result counts twice: it is the operand that is transposed which is read in
// steps.

// CHECK-LABEL: @transposition
// CHECK-SAME:    %[[IN:.*]]: memref<?x?xf32>, %[[OUT:.*]]: memref
// CHECK:         %[[X:.*]] = memref.transpose %[[IN]]
// CHECK:         linalg.generic {{.*}} ins(%[[X]] : {{.*}}) outs(%[[OUT]] :
func.func @transposition(%in: memref<?x?xf32>, %out: memref<?x?xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%in : memref<?x?xf32>) outs(%out : memref<?x?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    linalg.yield %x : f32
  }
  return
}

// -----

// Loops of a reduction keep their order, though the outer ones have the shorter
// steps.

// CHECK-LABEL: @reductions_no
// CHECK-NOT:     memref.transpose
// CHECK:         linalg.generic {{.*}}["reduction", "reduction"]} ins(%{{.*}} : memref<?x?xf32, strided<[1, ?]>>)
// CHECK:         linalg.generic {{.*}}["parallel", "reduction"]} ins(%{{.*}} : memref<?x?xf32, strided<[1, ?]>>)
func.func @reductions_no(%in: memref<?x?xf32, strided<[1, ?]>>, %out: memref<f32>, %rows: memref<?xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> ()>], iterator_types = ["reduction", "reduction"]}
      ins(%in : memref<?x?xf32, strided<[1, ?]>>) outs(%out : memref<f32>) {
  ^bb0(%x: f32, %sum: f32):
    %s = arith.addf %sum, %x : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%in : memref<?x?xf32, strided<[1, ?]>>) outs(%rows : memref<?xf32>) {
  ^bb0(%x: f32, %sum: f32):
    %s = arith.addf %sum, %x : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Nothing is known of the strides.

// CHECK-LABEL: @unknown_no
// CHECK-NOT:     memref.transpose
// CHECK:         linalg.generic
func.func @unknown_no(%in: memref<?x?xf32, strided<[?, ?]>>, %out: memref<?x?xf32, strided<[?, ?]>>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%in : memref<?x?xf32, strided<[?, ?]>>) outs(%out : memref<?x?xf32, strided<[?, ?]>>) {
  ^bb0(%x: f32, %unused: f32):
    linalg.yield %x : f32
  }
  return
}

// -----

// A window: both loops move the input by one element, the outer one the result.

// CHECK-LABEL: @window
// CHECK:         linalg.generic {{.*}}["parallel", "reduction"]}
// A loop of one step is the outermost.
// CHECK:         linalg.generic {indexing_maps = [#[[MAP:.*]], #[[MAP]]], {{.*}}} ins(%{{.*}} : memref<1x?xf32, strided<[1, 1]>>)
func.func @window(%in: memref<?xf32>, %size: memref<3xf32>, %out: memref<?xf32>, %unit: memref<?x1xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i + j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%in, %size : memref<?xf32>, memref<3xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32, %sum: f32):
    %s = arith.addf %sum, %x : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%unit : memref<?x1xf32>) outs(%unit : memref<?x1xf32>) {
  ^bb0(%x: f32, %unused: f32):
    linalg.yield %x : f32
  }
  return
}

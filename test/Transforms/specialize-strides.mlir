// RUN: softplus-opt %s -specialize-strides -split-input-file | FileCheck %s

// The strides that are not known are compared with 1.

// CHECK-LABEL: @one_loop
// CHECK-SAME:    %[[IN:.*]]: memref<?xf32, strided<[?], offset: ?>>, %[[OUT:.*]]: memref<?xf32>
// CHECK:         %{{.*}}, %{{.*}}, %{{.*}}, %[[STRIDE:.*]] = memref.extract_strided_metadata %[[IN]]
// CHECK:         %[[IS_ONE:.*]] = arith.cmpi eq, %[[STRIDE]], %c1
// CHECK:         scf.if %[[IS_ONE]] {
// CHECK:           %[[CAST:.*]] = memref.reinterpret_cast {{.*}} to memref<?xf32, strided<[1], offset: ?>>
// CHECK:           linalg.generic {{.*}} ins(%[[CAST]] : memref<?xf32, strided<[1], offset: ?>>) outs(%[[OUT]] :
// CHECK:         } else {
// CHECK:           linalg.generic {{.*}} ins(%[[IN]] : {{.*}}) outs(%[[OUT]] :
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @one_loop(%in: memref<?xf32, strided<[?], offset: ?>>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32, strided<[?], offset: ?>>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// Rows, or columns, or neither. Both operands have to agree.

// CHECK-LABEL: @two_loops
// CHECK:         %[[ROWS:.*]] = arith.andi
// CHECK:         scf.if %[[ROWS]] {
// CHECK:           linalg.generic {{.*}} ins(%{{.*}} : memref<?x?xf32, strided<[?, 1]>>) outs(%{{.*}} : memref<?x?xf32, strided<[?, 1]>>)
// CHECK:         } else {
// CHECK:           %[[COLUMNS:.*]] = arith.andi
// CHECK:           scf.if %[[COLUMNS]] {
// CHECK:             memref.transpose
// CHECK:             memref.transpose
// CHECK:             linalg.generic {{.*}} ins(%{{.*}} : memref<?x?xf32, strided<[?, 1]>>) outs(%{{.*}} : memref<?x?xf32, strided<[?, 1]>>)
// CHECK:           } else {
// CHECK:             linalg.generic {{.*}} ins(%{{.*}} : memref<?x?xf32, strided<[?, ?]>>) outs(%{{.*}} : memref<?x?xf32, strided<[?, ?]>>)
func.func @two_loops(%in: memref<?x?xf32, strided<[?, ?]>>, %out: memref<?x?xf32, strided<[?, ?]>>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%in : memref<?x?xf32, strided<[?, ?]>>) outs(%out : memref<?x?xf32, strided<[?, ?]>>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// Exchanged loops would add in another order.

// CHECK-LABEL: @reduction
// CHECK-COUNT-2: linalg.generic
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @reduction(%in: memref<?x?xf32, strided<[?, ?]>>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%in : memref<?x?xf32, strided<[?, ?]>>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %sum: f32):
    %y = arith.addf %sum, %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// Nothing to ask: the innermost stride is known, or the loop does not move the
// operand by a dimension of its own.

// CHECK-LABEL: @known_no
// CHECK-NOT:     scf.if
// CHECK:         return
func.func @known_no(%rows: memref<?x8xf32, strided<[?, 1]>>, %two: memref<?xf32, strided<[2]>>, %column: memref<?xf32, strided<[?]>>, %out: memref<?x8xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>],
                  iterator_types = ["parallel", "parallel"]}
      ins(%rows, %column : memref<?x8xf32, strided<[?, 1]>>, memref<?xf32, strided<[?]>>) outs(%out : memref<?x8xf32>) {
  ^bb0(%x: f32, %c: f32, %unused: f32):
    %y = arith.addf %x, %c : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      outs(%two : memref<?xf32, strided<[2]>>) {
  ^bb0(%x: f32):
    linalg.yield %x : f32
  }
  return
}

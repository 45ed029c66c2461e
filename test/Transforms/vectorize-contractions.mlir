// RUN: softplus-opt %s -vectorize-contractions=vector-width=256 -canonicalize -split-input-file | FileCheck %s
// RUN: softplus-opt %s -vectorize-contractions=vector-width=512 -canonicalize -split-input-file | FileCheck %s --check-prefix=WIDE
// RUN: not softplus-opt %s -vectorize-contractions=vector-width=96 2>&1 | FileCheck %s --check-prefix=INVALID

// INVALID: error: option 'vector-width' of vectorize-contractions must be 0 or a power of two, but got 96

// Four rows divide 64, and two registers hold 16 columns. The panel of 256 times
// 16 elements is copied.

// CHECK-LABEL: @static
// CHECK-SAME:    %[[A:.*]]: memref<64x512xf32>, %[[B:.*]]: memref<512x48xf32>, %[[C:.*]]: memref<64x48xf32>
// CHECK:         %[[PANEL:.*]] = memref.alloca() {{.*}} : memref<256x16xf32>
// CHECK:         scf.for %[[BLOCK:.*]] = %{{.*}} to %c512 step %c256
// CHECK:           scf.for %[[COLUMN:.*]] = %{{.*}} to %c48 step %c16
// CHECK:             %[[PART:.*]] = memref.subview %[[PANEL]]
// CHECK:             linalg.generic {{.*}} outs(%[[PART]] :
// CHECK:             scf.for %[[ROW:.*]] = %{{.*}} to %c64 step %c4
// CHECK-COUNT-4:       vector.transfer_read %[[C]][%{{.*}}, %[[COLUMN]]], %{{.*}} {in_bounds = [true]} : memref<64x48xf32>, vector<16xf32>
// CHECK:               %[[SUMS:.*]]:4 = scf.for %[[K:.*]] = {{.*}} iter_args(%[[SUM:[^ ]*]] =
// CHECK-DAG:             %[[DEPTH:.*]] = arith.addi %[[BLOCK]], %[[K]]
// CHECK-DAG:             %[[RIGHT:.*]] = vector.transfer_read %[[PANEL]][%[[K]], %c0]
// CHECK:                 %[[ELEMENT:.*]] = memref.load %[[A]][%[[ROW]], %[[DEPTH]]]
// CHECK:                 %[[LEFT:.*]] = vector.broadcast %[[ELEMENT]]
// CHECK:                 vector.fma %[[LEFT]], %[[RIGHT]], %[[SUM]] : vector<16xf32>
// CHECK-COUNT-3:         vector.fma
// CHECK-COUNT-4:       vector.transfer_write
// CHECK-NOT:         create_mask
// CHECK:         return
// Eight rows divide 64, and the last 16 columns of 48 are masked.
// WIDE-LABEL:  @static
// WIDE:          memref.alloca() {{.*}} : memref<128x32xf32>
// WIDE:          scf.for {{.*}} to %c64 step %c8
// WIDE:            iter_args
// WIDE-COUNT-8:    vector.fma {{.*}} : vector<32xf32>
// WIDE:          vector.create_mask
// WIDE-COUNT-8:    vector.fma {{.*}} : vector<32xf32>
func.func @static(%a: memref<64x512xf32>, %b: memref<512x48xf32>, %c: memref<64x48xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (k, j)>, affine_map<(i, j, k) -> (i, j)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<64x512xf32>, memref<512x48xf32>) outs(%c : memref<64x48xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %p, %sum : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Six rows, then row by row; both again for the columns that are left, masked.

// CHECK-LABEL: @dynamic
// CHECK:         scf.for
// CHECK:           scf.for
// CHECK:             scf.for {{.*}} step %c6
// CHECK-COUNT-6:       vector.fma {{.*}} : vector<8xf64>
// CHECK:             scf.for {{.*}} step %c1
// CHECK-COUNT-1:       vector.fma {{.*}} : vector<8xf64>
// CHECK:           %[[REST:.*]] = arith.subi
// CHECK:           %[[MASK:.*]] = vector.create_mask %[[REST]]
// CHECK:             scf.for {{.*}} step %c6
// CHECK-COUNT-6:       vector.transfer_read {{.*}}, %[[MASK]]
// CHECK-COUNT-6:       vector.fma {{.*}} : vector<8xf64>
// CHECK-COUNT-6:       vector.transfer_write {{.*}}, %[[MASK]]
// CHECK:             scf.for {{.*}} step %c1
func.func @dynamic(%a: memref<?x?xf64>, %b: memref<?x?xf64>, %c: memref<?x?xf64>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (k, j)>, affine_map<(i, j, k) -> (i, j)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf64>, memref<?x?xf64>) outs(%c : memref<?x?xf64>) {
  ^bb0(%x: f64, %y: f64, %sum: f64):
    %p = arith.mulf %x, %y : f64
    %s = arith.addf %sum, %p : f64
    linalg.yield %s : f64
  }
  return
}

// -----

// A batch, the right operand transposed, and elements that are extended: those
// of the panel are copied as they are.

// CHECK-DAG:   #[[COPY:.*]] = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-LABEL: @batch
// CHECK:         memref.alloca() {{.*}} : memref<256x16xbf16>
// CHECK:         scf.for %[[BATCH:.*]] = %c0 to %c3 step %c1
// CHECK:           %[[PART:.*]] = memref.subview %{{.*}}[%[[BATCH]], %{{.*}}, 0] [1, 16, 40] [1, 1, 1]
// CHECK:           linalg.generic {indexing_maps = [#[[COPY]], #{{.*}}]{{.*}} ins(%[[PART]] :
// CHECK:             %[[RIGHT:.*]] = arith.extf %{{.*}} : vector<16xbf16> to vector<16xf32>
// CHECK:             %[[LEFT:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK:             %[[ALL:.*]] = vector.broadcast %[[LEFT]]
// CHECK:             vector.fma %[[ALL]], %[[RIGHT]]
func.func @batch(%a: memref<3x16x40xbf16>, %b: memref<3x32x40xbf16>, %c: memref<3x16x32xf32>) {
  linalg.generic {indexing_maps = [affine_map<(n, i, j, k) -> (n, i, k)>, affine_map<(n, i, j, k) -> (n, j, k)>, affine_map<(n, i, j, k) -> (n, i, j)>],
                  iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<3x16x40xbf16>, memref<3x32x40xbf16>) outs(%c : memref<3x16x32xf32>) {
  ^bb0(%x: bf16, %y: bf16, %sum: f32):
    %e = arith.extf %x : bf16 to f32
    %f = arith.extf %y : bf16 to f32
    %p = arith.mulf %e, %f : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// A vector and a matrix: the matrix is read once, where it is.

// CHECK-LABEL: @vector_matrix
// CHECK-NOT:     memref.alloca
// CHECK:         vector.fma
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @vector_matrix(%a: memref<64xf32>, %b: memref<64x32xf32>, %c: memref<32xf32>) {
  linalg.generic {indexing_maps = [affine_map<(j, k) -> (k)>, affine_map<(j, k) -> (k, j)>, affine_map<(j, k) -> (j)>],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : memref<64xf32>, memref<64x32xf32>) outs(%c : memref<32xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// The left operand has the columns of the result.

// CHECK-LABEL: @exchanged
// CHECK-SAME:    %{{.*}}: memref<8x32xf32>, %[[B:.*]]: memref<8x8xf32>
// CHECK:           memref.load %[[B]]
// CHECK:           vector.fma
func.func @exchanged(%a: memref<8x32xf32>, %b: memref<8x8xf32>, %c: memref<8x32xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (k, i)>, affine_map<(i, j, k) -> (j, k)>, affine_map<(i, j, k) -> (j, i)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<8x32xf32>, memref<8x8xf32>) outs(%c : memref<8x32xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Left alone: sums of bf16 and of integers, results in columns, a contraction
// along two dimensions, a matrix and a vector, a few rows of a transposed operand,
// and a body that does something else.

// CHECK-LABEL: @left_alone
// CHECK-NOT:     vector.fma
// CHECK-COUNT-7: linalg.generic
#left = affine_map<(i, j, k) -> (i, k)>
#right = affine_map<(i, j, k) -> (k, j)>
#out = affine_map<(i, j, k) -> (i, j)>
func.func @left_alone(%bf16: memref<8x8xbf16>, %i32: memref<8x8xi32>, %f32: memref<8x8xf32>, %columns: memref<8x8xf32, strided<[1, 8]>>,
                      %cube: memref<8x8x8xf32>, %vector: memref<8xf32>) {
  linalg.generic {indexing_maps = [#left, #right, #out], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%bf16, %bf16 : memref<8x8xbf16>, memref<8x8xbf16>) outs(%bf16 : memref<8x8xbf16>) {
  ^bb0(%x: bf16, %y: bf16, %sum: bf16):
    %p = arith.mulf %x, %y : bf16
    %s = arith.addf %sum, %p : bf16
    linalg.yield %s : bf16
  }
  linalg.generic {indexing_maps = [#left, #right, #out], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%i32, %i32 : memref<8x8xi32>, memref<8x8xi32>) outs(%i32 : memref<8x8xi32>) {
  ^bb0(%x: i32, %y: i32, %sum: i32):
    %p = arith.muli %x, %y : i32
    %s = arith.addi %sum, %p : i32
    linalg.yield %s : i32
  }
  linalg.generic {indexing_maps = [#left, #right, #out], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%f32, %f32 : memref<8x8xf32>, memref<8x8xf32>) outs(%columns : memref<8x8xf32, strided<[1, 8]>>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, k, l)>, affine_map<(i, j, k, l) -> (k, l, j)>, affine_map<(i, j, k, l) -> (i, j)>],
                  iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%cube, %cube : memref<8x8x8xf32>, memref<8x8x8xf32>) outs(%f32 : memref<8x8xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, k) -> (i, k)>, affine_map<(i, k) -> (k)>, affine_map<(i, k) -> (i)>],
                  iterator_types = ["parallel", "reduction"]}
      ins(%columns, %vector : memref<8x8xf32, strided<[1, 8]>>, memref<8xf32>) outs(%vector : memref<8xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.subf %sum, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#left, affine_map<(i, j, k) -> (j, k)>, #out], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%f32, %f32 : memref<8x8xf32>, memref<8x8xf32>) outs(%f32 : memref<8x8xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, k) -> (i, k)>, affine_map<(i, k) -> (k)>, affine_map<(i, k) -> (i)>],
                  iterator_types = ["parallel", "reduction"]}
      ins(%f32, %vector : memref<8x8xf32>, memref<8xf32>) outs(%vector : memref<8xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %p : f32
    linalg.yield %s : f32
  }
  return
}

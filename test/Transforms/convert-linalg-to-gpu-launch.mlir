// RUN: softplus-opt %s -convert-linalg-to-gpu-launch | FileCheck %s --implicit-check-not=linalg. --implicit-check-not=memref.copy
// RUN: softplus-opt %s -convert-linalg-to-gpu-launch='bytes-per-thread=32 block-size=128' | FileCheck %s --check-prefix=WIDE

#id = affine_map<(i) -> (i)>
#id2 = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (j)>
#column = affine_map<(i, j) -> (i)>
#transposed = affine_map<(i, j) -> (j, i)>

// Vectors where all addresses are aligned, and points for the rest; the threads of the
// grid step over both.
// CHECK-LABEL: func.func @contiguous(
// CHECK-SAME:      %[[IN:[a-z0-9]*]]: memref<?xf32>, %[[OUT:[a-z0-9]*]]: memref<?xf32>)
// CHECK:         memref.extract_aligned_pointer_as_index %[[IN]]
// CHECK:         memref.extract_aligned_pointer_as_index %[[OUT]]
// CHECK:         %[[LOW:.*]] = arith.andi %{{.*}}, %c15
// CHECK:         %[[ALIGNED:.*]] = arith.cmpi eq, %[[LOW]], %c0
// CHECK:         %[[ALL:.*]] = arith.divui %{{.*}}, %c4
// CHECK:         %[[VECTORS:.*]] = arith.select %[[ALIGNED]], %[[ALL]], %c0
// CHECK:         gpu.launch blocks({{.*}}) in ({{.*}}) threads({{.*}}) in (%{{.*}} = %c256{{.*}}, %{{.*}} = %c1
// CHECK:           scf.for
// CHECK:             %[[X:.*]] = vector.load %[[IN]][%[[I:.*]]] {alignment = 16 : i64} : memref<?xf32>, vector<4xf32>
// CHECK:             %[[Y:.*]] = softplus.softplus %[[X]] : vector<4xf32>
// CHECK:             vector.store %[[Y]], %[[OUT]][%{{.*}}] {alignment = 16 : i64}
// CHECK:           scf.for
// CHECK:             memref.load %[[IN]]
// CHECK:             softplus.softplus %{{.*}} : f32
// CHECK:             memref.store
// CHECK:           gpu.terminator
// WIDE-LABEL:  func.func @contiguous(
// WIDE:          gpu.launch {{.*}} in (%{{.*}} = %c128
// WIDE:            vector.load %{{.*}} {alignment = 32 : i64} : memref<?xf32>, vector<8xf32>
func.func @contiguous(%in: memref<?xf32>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// Four elements of f64, by two vectors of 16 bytes.
// CHECK-LABEL: func.func @f64(
// CHECK:         arith.andi %{{.*}}, %c15
// CHECK:         vector.load %{{.*}} {alignment = 16 : i64} : memref<?xf64>, vector<4xf64>
// CHECK:         softplus.softplus %{{.*}} : vector<4xf64>
func.func @f64(%in: memref<?xf64>, %out: memref<?xf64>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf64>) outs(%out : memref<?xf64>) {
  ^bb0(%x: f64, %unused: f64):
    %y = softplus.softplus %x : f64
    linalg.yield %y : f64
  }
  return
}

// The narrowest type decides; what does not move along the row is one for it, and what
// has no vector becomes one.
// CHECK-LABEL: func.func @neighbours(
// CHECK:         vector.load %{{.*}} {alignment = 16 : i64} : memref<?x?xf16, strided<[?, 1], offset: ?>>, vector<8xf16>
// CHECK:         vector.load %{{.*}} {alignment = 16 : i64} : memref<?xf32>, vector<8xf32>
// CHECK:         %[[SCALE:.*]] = memref.load %{{.*}} : memref<?xf32>
// CHECK:         arith.extf %{{.*}} : vector<8xf16> to vector<8xf32>
// CHECK:         arith.addf %{{.*}} : vector<8xf32>
// CHECK:         %[[SCALES:.*]] = vector.broadcast %[[SCALE]] : f32 to vector<8xf32>
// CHECK:         arith.mulf %{{.*}}, %[[SCALES]] : vector<8xf32>
// CHECK:         vector.store
func.func @neighbours(%in: memref<?x?xf16, strided<[?, 1], offset: ?>>, %bias: memref<?xf32>,
                      %scale: memref<?xf32>, %out: memref<?x?xf32>) {
  linalg.generic {indexing_maps = [#id2, #row, #column, #id2],
                  iterator_types = ["parallel", "parallel"]}
      ins(%in, %bias, %scale : memref<?x?xf16, strided<[?, 1], offset: ?>>, memref<?xf32>, memref<?xf32>)
      outs(%out : memref<?x?xf32>) {
  ^bb0(%x: f16, %b: f32, %s: f32, %unused: f32):
    %wide = arith.extf %x : f16 to f32
    %sum = arith.addf %wide, %b : f32
    %y = softplus.softplus %sum : f32
    %z = arith.mulf %y, %s : f32
    linalg.yield %z : f32
  }
  return
}

// A thread sums up for each of its points.
// CHECK-LABEL: func.func @reduction(
// CHECK:         gpu.launch
// CHECK:           scf.for
// CHECK-NOT:         vector.
// CHECK:             scf.for %{{.*}} = %c0{{.*}} to %{{.*}} step %c1
// CHECK:               memref.store
// CHECK:         gpu.terminator
func.func @reduction(%in: memref<?x?xf32>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id2, #column],
                  iterator_types = ["parallel", "reduction"]}
      ins(%in : memref<?x?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %sum: f32):
    %y = softplus.softplus %x : f32
    %z = arith.addf %y, %sum : f32
    linalg.yield %z : f32
  }
  return
}

// No vectors: rows across which an operand is not contiguous; rows that are shorter;
// elements that are no bytes; positions.
// CHECK-LABEL: func.func @points(
// CHECK-NOT:     vector.
// CHECK:         return
func.func @points(%in: memref<?x?xf32>, %out: memref<?x?xf32>, %short: memref<3xf32>,
                  %flags: memref<?xi1>, %positions: memref<?xf32>) {
  linalg.generic {indexing_maps = [#transposed, #id2], iterator_types = ["parallel", "parallel"]}
      ins(%in : memref<?x?xf32>) outs(%out : memref<?x?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    linalg.yield %x : f32
  }
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]}
      outs(%short : memref<3xf32>) {
  ^bb0(%x: f32):
    linalg.yield %x : f32
  }
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]}
      outs(%flags : memref<?xi1>) {
  ^bb0(%x: i1):
    linalg.yield %x : i1
  }
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]}
      outs(%positions : memref<?xf32>) {
  ^bb0(%unused: f32):
    %i = linalg.index 0 : index
    %j = arith.index_cast %i : index to i32
    %x = arith.sitofp %j : i32 to f32
    linalg.yield %x : f32
  }
  return
}

// CHECK-LABEL: func.func @rank_zero_and_copy(
// CHECK:         gpu.launch blocks
// CHECK:         gpu.launch blocks
func.func @rank_zero_and_copy(%x: memref<f32>, %from: memref<?xf32>, %to: memref<?xf32>) {
  linalg.generic {indexing_maps = [affine_map<() -> ()>], iterator_types = []}
      outs(%x : memref<f32>) {
  ^bb0(%a: f32):
    %y = softplus.softplus %a : f32
    linalg.yield %y : f32
  }
  memref.copy %from, %to : memref<?xf32> to memref<?xf32>
  return
}

// RUN: softplus-opt %s -parallelize-softplus=chunk-size=256 | FileCheck %s

#id = affine_map<(d0) -> (d0)>
#id2 = affine_map<(d0, d1) -> (d0, d1)>

// CHECK-LABEL: @chunks
// CHECK-SAME:    %[[IN:.*]]: memref<?xf32>, %[[OUT:.*]]: memref<?xf32>
// CHECK:         %[[CHUNK:.*]] = arith.constant 256 : index
// CHECK:         %[[IS_WORTH_IT:.*]] = arith.cmpi ugt, %{{.*}}, %[[CHUNK]] : index
// CHECK:         scf.if %[[IS_WORTH_IT]] {
// CHECK:         %[[STEP:.*]] = arith.constant 256 : index
// CHECK:         scf.parallel (%[[I:.*]]) = {{.*}} step (%[[STEP]])
// CHECK:           %[[SIZE:.*]] = affine.min
// CHECK:           memref.subview %[[IN]][%[[I]]] [%[[SIZE]]] [1]
// CHECK:           memref.subview %[[OUT]][%[[I]]] [%[[SIZE]]] [1]
// CHECK:           linalg.generic
// CHECK:             softplus.softplus
// CHECK:         } else {
// CHECK-NOT:       scf.parallel
// CHECK:           linalg.generic {{.*}} ins(%[[IN]] : {{.*}}) outs(%[[OUT]] :
func.func @chunks(%in: memref<?xf32>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// CHECK-LABEL: @rows
// CHECK:         scf.parallel (%[[I:.*]], %[[J:.*]]) =
// CHECK:           memref.subview %{{.*}}[%[[I]], %[[J]]] [1, %{{.*}}] [1, 1]
// CHECK:           linalg.generic
func.func @rows(%in: memref<?x?xf32, strided<[?, 1]>>, %out: memref<?x?xf32>) {
  linalg.generic {indexing_maps = [#id2, #id2], iterator_types = ["parallel", "parallel"]}
      ins(%in : memref<?x?xf32, strided<[?, 1]>>) outs(%out : memref<?x?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// Two outer loops of more, and the innermost.

// CHECK-LABEL: @four_loops
// CHECK:         scf.parallel (%[[I:.*]], %[[J:.*]], %[[L:.*]]) =
// CHECK:           memref.subview %{{.*}}[%[[I]], %[[J]], 0, %[[L]]] [1, 1, %{{.*}}, %{{.*}}] [1, 1, 1, 1]
func.func @four_loops(%x: memref<?x?x?x?xf32, strided<[?, ?, ?, 1]>>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      outs(%x : memref<?x?x?x?xf32, strided<[?, ?, ?, 1]>>) {
  ^bb0(%a: f32):
    %y = softplus.softplus %a : f32
    linalg.yield %y : f32
  }
  return
}

// CHECK-LABEL: @no_softplus_no
// CHECK-NOT:     scf.parallel
func.func @no_softplus_no(%in: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%in : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = math.exp %x : f32
    linalg.yield %y : f32
  }
  return
}

// Maps that upstream's tiling gets wrong.

// CHECK-LABEL: @maps_no
// CHECK-NOT:     scf.parallel
// CHECK-COUNT-5: linalg.generic
// CHECK:         return
func.func @maps_no(%a: memref<600xf32>, %o: memref<512xf32>, %a2: memref<4x16xf32>, %o2: memref<12x16xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 floordiv 3)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<600xf32>) outs(%o : memref<512xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 mod 600)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<600xf32>) outs(%o : memref<512xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0) -> (511 - d0)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<600xf32>) outs(%o : memref<512xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 + 1)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<600xf32>) outs(%o : memref<512xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 floordiv 3, d1)>, #id2], iterator_types = ["parallel", "parallel"]}
      ins(%a2 : memref<4x16xf32>) outs(%o2 : memref<12x16xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// Elements that are vectors are split.

// CHECK-LABEL: @vector_elements
// CHECK:         scf.parallel
// CHECK:           linalg.generic
func.func @vector_elements(%a: memref<512xvector<4xf32>>, %o: memref<512xvector<4xf32>>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%a : memref<512xvector<4xf32>>) outs(%o : memref<512xvector<4xf32>>) {
  ^bb0(%x: vector<4xf32>, %unused: vector<4xf32>):
    %y = softplus.softplus %x : vector<4xf32>
    linalg.yield %y : vector<4xf32>
  }
  return
}

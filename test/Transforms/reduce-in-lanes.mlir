// RUN: softplus-opt %s -reduce-in-lanes -canonicalize -split-input-file | FileCheck %s

// 64 sums, first in full tiles, then in what is left; then they are added in
// pairs, and to the result.

// CHECK-LABEL: @sum
// CHECK-SAME:    %[[IN:.*]]: memref<?xf32>, %[[SUM:.*]]: memref<f32>
// CHECK-DAG:     %[[NEUTRAL:.*]] = arith.constant dense<-0.000000e+00> : vector<64xf32>
// CHECK-DAG:     %[[LANES:.*]] = memref.alloca() {alignment = 64 : i64, softplus.scratch} : memref<64xf32>
// CHECK:         vector.store %[[NEUTRAL]], %[[LANES]]
// CHECK:         scf.for
// CHECK:           %[[X:.*]] = memref.subview %[[IN]][%{{.*}}] [64] [1]
// CHECK:           linalg.generic {{.*}}["parallel"]} ins(%[[X]] : {{.*}}) outs(%[[LANES]] :
// CHECK:             softplus.softplus
// CHECK:             arith.addf
// CHECK:         scf.for
// CHECK:           memref.subview %[[LANES]][0] [%{{.*}}] [1]
// CHECK:           linalg.generic {{.*}}["parallel"]}
// CHECK:         %[[ALL:.*]] = vector.load %[[LANES]]
// CHECK-DAG:     %[[LOWER:.*]] = vector.extract_strided_slice %[[ALL]] {offsets = [0], sizes = [32], strides = [1]}
// CHECK-DAG:     %[[UPPER:.*]] = vector.extract_strided_slice %[[ALL]] {offsets = [32], sizes = [32], strides = [1]}
// CHECK:         arith.addf %[[LOWER]], %[[UPPER]] : vector<32xf32>
// CHECK:         arith.addf %{{.*}} : vector<16xf32>
// CHECK:         arith.addf %{{.*}} : vector<8xf32>
// CHECK:         arith.addf %{{.*}} : vector<4xf32>
// CHECK:         arith.addf %{{.*}} : vector<2xf32>
// CHECK:         %[[LAST:.*]] = arith.addf %{{.*}} : vector<1xf32>
// CHECK:         %[[TOTAL:.*]] = vector.extract %[[LAST]][0]
// CHECK:         %[[BEFORE:.*]] = memref.load %[[SUM]][]
// CHECK:         %[[AFTER:.*]] = arith.addf %[[BEFORE]], %[[TOTAL]] : f32
// CHECK:         memref.store %[[AFTER]], %[[SUM]][]
func.func @sum(%in: memref<?xf32>, %sum: memref<f32>) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]}
      ins(%in : memref<?xf32>) outs(%sum : memref<f32>) {
  ^bb0(%x: f32, %before: f32):
    %y = softplus.softplus %x : f32
    %after = arith.addf %before, %y : f32
    linalg.yield %after : f32
  }
  return
}

// -----

// Several results of each row, each with its neutral element and flags.

// CHECK-LABEL: @rows
// CHECK-SAME:    %{{.*}}: memref<8x128xf64>, %[[PRODUCTS:.*]]: memref<8xf64>, %[[MAXIMA:.*]]: memref<8xf64>
// CHECK-DAG:     arith.constant dense<1.000000e+00> : vector<64xf64>
// CHECK-DAG:     arith.constant dense<0xFFF0000000000000> : vector<64xf64>
// CHECK:         scf.for %[[ROW:.*]] =
// CHECK-DAG:       memref.subview %[[PRODUCTS]][%[[ROW]]] [1] [1]
// CHECK-DAG:       memref.subview %[[MAXIMA]][%[[ROW]]] [1] [1]
// CHECK:           scf.for
// CHECK:             linalg.generic {{.*}}["parallel"]}
// CHECK-NOT:       scf.for
// CHECK:           arith.maximumf %{{.*}} : vector<32xf64>
// CHECK:           memref.store %{{.*}}, %{{.*}}[] : memref<f64, strided<[], offset: ?>>
// CHECK:           arith.mulf %{{.*}} fastmath<nnan> : vector<32xf64>
// CHECK:           memref.store %{{.*}}, %{{.*}}[] : memref<f64, strided<[], offset: ?>>
func.func @rows(%in: memref<8x128xf64>, %products: memref<8xf64>, %maxima: memref<8xf64>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i)>],
                  iterator_types = ["parallel", "reduction"]}
      ins(%in : memref<8x128xf64>) outs(%products, %maxima : memref<8xf64>, memref<8xf64>) {
  ^bb0(%x: f64, %product: f64, %maximum: f64):
    %p = arith.mulf %product, %x fastmath<nnan> : f64
    %m = arith.maximumf %x, %maximum : f64
    linalg.yield %p, %m : f64, f64
  }
  return
}

// -----

// Not what the body does to a sum; not the innermost loop; no sum of one element
// to the byte.

// CHECK-LABEL: @left_alone
// CHECK-NOT:     memref.alloca
// CHECK-COUNT-4: linalg.generic {{.*}}reduction
func.func @left_alone(%in: memref<?xf32>, %sum: memref<f32>, %columns: memref<?x?xf32>, %bits: memref<?xi1>, %any: memref<i1>) {
  // Not associative.
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]}
      ins(%in : memref<?xf32>) outs(%sum : memref<f32>) {
  ^bb0(%x: f32, %before: f32):
    %after = arith.subf %before, %x : f32
    linalg.yield %after : f32
  }
  // Two operations.
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]}
      ins(%in : memref<?xf32>) outs(%sum : memref<f32>) {
  ^bb0(%x: f32, %before: f32):
    %half = arith.addf %before, %before : f32
    %after = arith.addf %half, %x : f32
    linalg.yield %after : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]}
      ins(%columns : memref<?x?xf32>) outs(%in : memref<?xf32>) {
  ^bb0(%x: f32, %before: f32):
    %after = arith.addf %before, %x : f32
    linalg.yield %after : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]}
      ins(%bits : memref<?xi1>) outs(%any : memref<i1>) {
  ^bb0(%x: i1, %before: i1):
    %after = arith.ori %before, %x : i1
    linalg.yield %after : i1
  }
  return
}

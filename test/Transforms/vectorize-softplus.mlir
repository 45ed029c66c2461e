// RUN: softplus-opt %s -vectorize-softplus=vector-size=8 -split-input-file | FileCheck %s
// RUN: softplus-opt %s -vectorize-softplus=vector-width=512 -split-input-file | FileCheck %s --check-prefix=SIZE
// RUN: softplus-opt %s -vectorize-softplus="vector-width=512 accuracy=fast" -split-input-file | FileCheck %s --check-prefix=FAST
// RUN: softplus-opt %s -vectorize-softplus=vector-width=256 -split-input-file | FileCheck %s --check-prefix=TAIL

// Full tiles in the first loop, a mask in the second.

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @generic_1d
// CHECK-SAME:    %[[IN:.*]]: memref<?xf32>, %[[OUT:.*]]: memref<?xf32>
func.func @generic_1d(%in: memref<?xf32>, %out: memref<?xf32>) {
  // CHECK:      scf.for
  // CHECK:        %[[V:.*]] = vector.transfer_read {{.*}} {in_bounds = [true]} : {{.*}}, vector<8xf32>
  // CHECK-NEXT:   %[[Y:.*]] = softplus.softplus %[[V]] beta 2.000000e+00 threshold 5.000000e+00 fastmath<afn> : vector<8xf32>
  // CHECK-NEXT:   vector.transfer_write %[[Y]], {{.*}} {in_bounds = [true]}
  // CHECK:      scf.for
  // CHECK:        %[[M:.*]] = vector.create_mask
  // CHECK:        vector.transfer_read {{.*}}, %[[M]]
  // CHECK:        softplus.softplus %{{.*}} beta 2.000000e+00 threshold 5.000000e+00 fastmath<afn> : vector<8xf32>
  // CHECK:        vector.transfer_write {{.*}}, %[[M]]
  // CHECK-NOT:  linalg.generic
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x beta 2.0 threshold 5.0 fastmath<afn> : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d1)>

// Outer dimensions become loops; operands may be broadcast, and other
// operations of the body come along.

// CHECK-LABEL: @generic_2d_bias
func.func @generic_2d_bias(%in: memref<3x16xbf16>, %bias: memref<16xbf16>, %out: memref<3x16xbf16>) {
  // CHECK:      scf.for
  // CHECK:        scf.for
  // CHECK:          %[[S:.*]] = arith.addf %{{.*}} : vector<8xbf16>
  // CHECK:          softplus.softplus %[[S]] : vector<8xbf16>
  // CHECK-NOT:  create_mask
  // CHECK:      return
  linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]}
      ins(%in, %bias : memref<3x16xbf16>, memref<16xbf16>) outs(%out : memref<3x16xbf16>) {
  ^bb0(%x: bf16, %b: bf16, %unused: bf16):
    %s = arith.addf %x, %b : bf16
    %y = softplus.softplus %s : bf16
    linalg.yield %y : bf16
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// A stride that is not 1 on one side, and a contiguous other side.

// CHECK-LABEL: @strided
// CHECK-SAME:    %[[IN:.*]]: memref<?xf32, strided<[?]>>
// CHECK:         %[[STEP:.*]] = vector.step : vector<8xindex>
// CHECK:         vector.gather %{{.*}} : memref<?xf32, strided<[1], offset: ?>>, vector<8xindex>, vector<8xi1>, vector<8xf32> into vector<8xf32>
// CHECK:         vector.transfer_write
// CHECK-NOT:     vector.transfer_read
func.func @strided(%in: memref<?xf32, strided<[?]>>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32, strided<[?]>>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// CHECK-LABEL: @map_grad
func.func @map_grad(%dy: memref<5xf64>, %x: memref<5xf64>, %dx: memref<5xf64>) {
  // Named operations are generalized first.
  // CHECK: linalg.map
  linalg.map { softplus.softplus_grad } ins(%dy, %x : memref<5xf64>, memref<5xf64>) outs(%dx : memref<5xf64>)
  return
}

// -----

#id = affine_map<(d0) -> (d0)>
#scalar = affine_map<() -> ()>
#in = affine_map<(d0, d1) -> (d0, d1)>
#out = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: @not_elementwise_no
// CHECK-COUNT-3: linalg.generic
func.func @not_elementwise_no(%a: memref<f32>, %b: memref<4x8xf32>, %c: memref<4xf32>) {
  // Rank zero.
  linalg.generic {indexing_maps = [#scalar, #scalar], iterator_types = []}
      ins(%a : memref<f32>) outs(%a : memref<f32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  // A reduction.
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "reduction"]}
      ins(%b : memref<4x8xf32>) outs(%c : memref<4xf32>) {
  ^bb0(%x: f32, %sum: f32):
    %y = softplus.softplus %x : f32
    %s = arith.addf %sum, %y : f32
    linalg.yield %s : f32
  }
  // No softplus.
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%c : memref<4xf32>) outs(%c : memref<4xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = math.exp %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// The default size fills four registers, and two for the short kernel.

// SIZE-LABEL: @default_size
// SIZE:         softplus.softplus %{{.*}} : vector<64xf32>
// SIZE:         softplus.softplus %{{.*}} fastmath<afn> : vector<32xf32>
// SIZE:         softplus.softplus %{{.*}} beta 2.000000e+00 fastmath<afn> : vector<32xf32>
// SIZE:         softplus.softplus %{{.*}} : vector<32xf64>
// FAST-LABEL: @default_size
// FAST:         softplus.softplus %{{.*}} : vector<32xf32>
func.func @default_size(%a: memref<?xf32>, %b: memref<?xf64>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      outs(%a : memref<?xf32>) {
  ^bb0(%x: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      outs(%a : memref<?xf32>) {
  ^bb0(%x: f32):
    %y = softplus.softplus %x fastmath<afn> : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      outs(%a : memref<?xf32>) {
  ^bb0(%x: f32):
    %y = softplus.softplus %x beta 2.0 fastmath<afn> : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      outs(%b : memref<?xf64>) {
  ^bb0(%x: f64):
    %y = softplus.softplus %x : f64
    linalg.yield %y : f64
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// Maps that upstream's tiling gets wrong, and elements of which no vector exists,
// are left to loops.

// CHECK-LABEL: @floordiv_no
// CHECK-NOT:     scf.for
// CHECK-NOT:     vector.
// CHECK:         linalg.generic
// CHECK:           softplus.softplus %{{.*}} : f32
func.func @floordiv_no(%a: memref<67xf32>, %o: memref<200xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 floordiv 3)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<67xf32>) outs(%o : memref<200xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @mod_no
// CHECK-NOT:     scf.for
// CHECK-NOT:     vector.
// CHECK:         linalg.generic
func.func @mod_no(%a: memref<8xf32>, %o: memref<200xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 mod 8)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<8xf32>) outs(%o : memref<200xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @reversed_no
// CHECK-NOT:     scf.for
// CHECK-NOT:     vector.
// CHECK:         linalg.generic
func.func @reversed_no(%a: memref<64xf32>, %o: memref<64xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (63 - d0)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<64xf32>) outs(%o : memref<64xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @shifted
// CHECK-SAME:    %[[IN:.*]]: memref<65xf32>,
// CHECK:         memref.subview %[[IN]][1] [64] [1]
// CHECK:         softplus.softplus %{{.*}} : vector<8xf32>
func.func @shifted(%a: memref<65xf32>, %o: memref<64xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 + 1)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<65xf32>) outs(%o : memref<64xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// The map of the outer loop alone, and steps of two elements.

// CHECK-DAG:   #[[THIRD:.*]] = affine_map<(d0) -> (d0 floordiv 3)>
// CHECK-LABEL: @outer_floordiv
// CHECK-SAME:    %[[IN:.*]]: memref<4x32xf32>,
// CHECK:         scf.for %[[I:.*]] =
// CHECK:           %[[ROW:.*]] = affine.apply #[[THIRD]](%[[I]])
// CHECK:           memref.subview %[[IN]][%[[ROW]], 0] [1, 16] [1, 2]
// CHECK:           vector.gather
// CHECK:           softplus.softplus %{{.*}} : vector<8xf32>
func.func @outer_floordiv(%a: memref<4x32xf32>, %o: memref<12x16xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 floordiv 3, 2 * d1)>, affine_map<(d0, d1) -> (d0, d1)>],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<4x32xf32>) outs(%o : memref<12x16xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @vector_elements_no
// CHECK-NOT:     scf.for
// CHECK:         linalg.generic
// CHECK:           softplus.softplus %{{.*}} : vector<4xf32>
func.func @vector_elements_no(%a: memref<64xvector<4xf32>>, %o: memref<64xvector<4xf32>>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%a : memref<64xvector<4xf32>>) outs(%o : memref<64xvector<4xf32>>) {
  ^bb0(%x: vector<4xf32>, %unused: vector<4xf32>):
    %y = softplus.softplus %x : vector<4xf32>
    linalg.yield %y : vector<4xf32>
  }
  return
}

// -----

// An order of the loops, a broadcast and a constant index are no obstacle.

// CHECK-LABEL: @transposed
// CHECK-NOT:     linalg.generic
// CHECK:         softplus.softplus %{{.*}} : vector<8xf32>
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @transposed(%a: memref<16x4xf32>, %b: memref<4x1xf32>, %o: memref<4x16xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a, %b : memref<16x4xf32>, memref<4x1xf32>) outs(%o : memref<4x16xf32>) {
  ^bb0(%x: f32, %z: f32, %unused: f32):
    %s = arith.addf %x, %z : f32
    %y = softplus.softplus %s : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// A diagonal moves two dimensions.

// CHECK-LABEL: @diagonal_no
// CHECK-NOT:     vector.
// CHECK:         linalg.generic
func.func @diagonal_no(%a: memref<64x64xf32>, %o: memref<64xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0, d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%a : memref<64x64xf32>) outs(%o : memref<64xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// Other loops are vectorized as well, unless they call the C library.

// CHECK-LABEL: @neighbours
// CHECK:         arith.maximumf %{{.*}} : vector<8xf32>
// CHECK:         math.sqrt %{{.*}} : vector<8xf32>
// CHECK:         math.exp %{{.*}} : f32
func.func @neighbours(%a: memref<8xf32>, %b: memref<8x8xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]}
      ins(%b : memref<8x8xf32>) outs(%a : memref<8xf32>) {
  ^bb0(%x: f32, %before: f32):
    %y = arith.maximumf %before, %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<8xf32>) {
  ^bb0(%x: f32):
    %y = math.sqrt %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<8xf32>) {
  ^bb0(%x: f32):
    %y = math.exp %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// A vector of `i1` is not in memory what its elements are.

// CHECK-LABEL: @bits_no
// CHECK-NOT:     vector.
// CHECK:         linalg.generic
func.func @bits_no(%a: memref<64xf32>, %mask: memref<64xi1>) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%mask : memref<64xi1>) outs(%a : memref<64xf32>) {
  ^bb0(%m: i1, %x: f32):
    %y = softplus.softplus %x : f32
    %z = arith.select %m, %y, %x : f32
    linalg.yield %z : f32
  }
  return
}

// -----

// A load of one element for all steps comes before them; others fill a vector
// one by one.

// CHECK-LABEL: @loads
// CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<4x8xf32>, %[[TABLE:[a-z0-9]+]]: memref<?xf32>, %[[ROWS:[a-z0-9]+]]: memref<4xi64>, %[[COLUMNS:[a-z0-9]+]]: memref<8xi64>
// CHECK:         scf.for %[[I:.*]] =
// CHECK-DAG:       %[[ROW:.*]] = memref.load %[[TABLE]][%[[I]]]
// CHECK-DAG:       %[[GATHERED:.*]] = memref.alloca() {{.*}}softplus.scratch{{.*}} : memref<8xf32>
// CHECK-DAG:       %[[PART:.*]] = memref.subview %[[GATHERED]][0] [8] [1]
// CHECK:           linalg.generic {{.*}} outs(%[[PART]] : memref<8xf32
// CHECK:             memref.load %[[TABLE]]
// CHECK:           %[[COLUMN:.*]] = vector.transfer_read %[[PART]]
// CHECK:           %[[ALL:.*]] = vector.broadcast %[[ROW]] : f32 to vector<8xf32>
// CHECK:           arith.addf
// CHECK:           softplus.softplus %{{.*}} : vector<8xf32>
func.func @loads(%x: memref<4x8xf32>, %table: memref<?xf32>, %rows: memref<4xi64>, %columns: memref<8xi64>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%columns : memref<8xi64>) outs(%x : memref<4x8xf32>) {
  ^bb0(%k: i64, %before: f32):
    %i = linalg.index 0 : index
    %row = memref.load %table[%i] : memref<?xf32>
    %j = arith.index_cast %k : i64 to index
    %column = memref.load %table[%j] : memref<?xf32>
    %s = arith.addf %row, %column : f32
    %y = softplus.softplus %s : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// A load behind a store stays there.

// CHECK-LABEL: @store_no
// CHECK:         linalg.generic
// CHECK:           memref.store
// CHECK:           memref.load
// CHECK:           softplus.softplus %{{.*}} : f32
func.func @store_no(%x: memref<8xf32>, %m: memref<1xf32>) {
  %c0 = arith.constant 0 : index
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%x : memref<8xf32>) {
  ^bb0(%a: f32):
    memref.store %a, %m[%c0] : memref<1xf32>
    %b = memref.load %m[%c0] : memref<1xf32>
    %y = softplus.softplus %b : f32
    linalg.yield %y : f32
  }
  return
}

// -----

// CHECK-LABEL: @tails
// TAIL-LABEL: @tails
// Full vectors of four registers, then registers, the last of which is masked.
// TAIL:         scf.for
// TAIL:           softplus.softplus %{{.*}} : vector<32xf32>
// TAIL:         scf.for
// TAIL:           scf.for
// TAIL-NOT:         create_mask
// TAIL:             softplus.softplus %{{.*}} : vector<8xf32>
// TAIL:           scf.for
// TAIL:             vector.create_mask
// TAIL:             softplus.softplus %{{.*}} : vector<8xf32>
// What is left of 61 elements is known: 16, 8 and 5.
// TAIL:         softplus.softplus %{{.*}} : vector<32xf32>
// TAIL:         softplus.softplus %{{.*}} : vector<16xf32>
// TAIL:         softplus.softplus %{{.*}} : vector<8xf32>
// TAIL:         softplus.softplus %{{.*}} : vector<8xf32>
func.func @tails(%a: memref<?xf32>, %b: memref<61xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : memref<?xf32>) {
  ^bb0(%x: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%b : memref<61xf32>) {
  ^bb0(%x: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

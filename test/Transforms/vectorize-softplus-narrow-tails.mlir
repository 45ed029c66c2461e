// RUN: softplus-opt %s -vectorize-softplus=vector-size=8 -split-input-file | FileCheck %s

// The bounds of masks of writes of narrow elements go through an empty assembly
// statement, those of reads do not.

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @bf16_dynamic
// CHECK:         %[[MASK:.*]] = vector.create_mask %[[N:.*]] : vector<8xi1>
// CHECK:         vector.transfer_read %{{.*}}, %[[MASK]]
// CHECK:         %[[I:.*]] = arith.index_cast %[[N]] : index to i64
// CHECK-NEXT:    %[[HIDDEN:.*]] = llvm.inline_asm "", "=r,0" %[[I]] : (i64) -> i64
// CHECK-NEXT:    %[[BOUND:.*]] = arith.index_cast %[[HIDDEN]] : i64 to index
// CHECK-NEXT:    %[[WRITE_MASK:.*]] = vector.create_mask %[[BOUND]] : vector<8xi1>
// CHECK-NEXT:    vector.transfer_write %{{.*}}, %[[WRITE_MASK]]
func.func @bf16_dynamic(%in: memref<?xbf16>, %out: memref<?xbf16>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xbf16>) outs(%out : memref<?xbf16>) {
  ^bb0(%x: bf16, %unused: bf16):
    %y = softplus.softplus %x : bf16
    linalg.yield %y : bf16
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @f16_one_lane
// CHECK:         llvm.inline_asm
// CHECK:         %[[MASK:.*]] = vector.create_mask
// CHECK-NEXT:    vector.transfer_write %{{.*}}, %[[MASK]]
func.func @f16_one_lane(%in: memref<9xf16>, %out: memref<9xf16>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<9xf16>) outs(%out : memref<9xf16>) {
  ^bb0(%x: f16, %unused: f16):
    %y = softplus.softplus %x : f16
    linalg.yield %y : f16
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @i8_one_lane
// CHECK:         llvm.inline_asm
// CHECK:         %[[MASK:.*]] = vector.create_mask
// CHECK-NEXT:    vector.transfer_write %{{.*}}, %[[MASK]] {{.*}} : vector<8xi8>
func.func @i8_one_lane(%in: memref<9xf32>, %out: memref<9xi8>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<9xf32>) outs(%out : memref<9xi8>) {
  ^bb0(%x: f32, %unused: i8):
    %y = softplus.softplus %x : f32
    %i = arith.fptosi %y : f32 to i8
    linalg.yield %i : i8
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @full_tiles_no
// CHECK-NOT:     llvm.inline_asm
// CHECK:         vector.transfer_write
// CHECK-NOT:     llvm.inline_asm
// CHECK:         return
func.func @full_tiles_no(%in: memref<16xbf16>, %out: memref<16xbf16>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<16xbf16>) outs(%out : memref<16xbf16>) {
  ^bb0(%x: bf16, %unused: bf16):
    %y = softplus.softplus %x : bf16
    linalg.yield %y : bf16
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @f32_no
// CHECK-NOT:     llvm.inline_asm
// CHECK:         vector.create_mask
// CHECK-NOT:     llvm.inline_asm
// CHECK:         return
func.func @f32_no(%in: memref<?xf32>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// The read is of narrow elements, the write is not.

// CHECK-LABEL: @bf16_to_f32_no
// CHECK-NOT:     llvm.inline_asm
// CHECK:         vector.create_mask
// CHECK-NOT:     llvm.inline_asm
// CHECK:         return
func.func @bf16_to_f32_no(%in: memref<?xbf16>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xbf16>) outs(%out : memref<?xf32>) {
  ^bb0(%x: bf16, %unused: f32):
    %z = arith.extf %x : bf16 to f32
    %y = softplus.softplus %z : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// Constant masks beside such an operation: of one lane, and of several.

// CHECK-LABEL: @constant_masks
// CHECK:         llvm.inline_asm
// CHECK-NEXT:    arith.index_cast
// CHECK-NEXT:    %[[ONE:.*]] = vector.create_mask
// CHECK-NEXT:    vector.transfer_write %{{.*}}, %[[ONE]]
// CHECK-NOT:     llvm.inline_asm
// CHECK:         return
func.func @constant_masks(%m: memref<?xbf16>, %i: index, %x: vector<8xbf16>, %f: memref<16xf32>) {
  %one = vector.constant_mask [1] : vector<8xi1>
  %two = vector.constant_mask [2] : vector<8xi1>
  vector.transfer_write %x, %m[%i], %one {in_bounds = [true]} : vector<8xbf16>, memref<?xbf16>
  vector.transfer_write %x, %m[%i], %two {in_bounds = [true]} : vector<8xbf16>, memref<?xbf16>
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%f : memref<16xf32>) {
  ^bb0(%z: f32):
    %y = softplus.softplus %z : f32
    linalg.yield %y : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>

// A mask of which nothing is known.

// CHECK-LABEL: @any_mask
// CHECK-SAME:    %[[GIVEN:[a-z0-9]+]]: vector<8xi1>
// CHECK:         %[[HIDDEN:.*]] = llvm.inline_asm
// CHECK-NEXT:    %[[BOUND:.*]] = arith.index_cast %[[HIDDEN]]
// CHECK-NEXT:    %[[ALL:.*]] = vector.create_mask %[[BOUND]] : vector<8xi1>
// CHECK-NEXT:    %[[MASK:.*]] = arith.andi %[[GIVEN]], %[[ALL]] : vector<8xi1>
// CHECK-NEXT:    vector.transfer_write %{{.*}}, %[[MASK]]
func.func @any_mask(%given: vector<8xi1>, %m: memref<?xbf16>, %i: index, %x: vector<8xbf16>, %f: memref<16xf32>) {
  vector.transfer_write %x, %m[%i], %given {in_bounds = [true]} : vector<8xbf16>, memref<?xbf16>
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%f : memref<16xf32>) {
  ^bb0(%z: f32):
    %y = softplus.softplus %z : f32
    linalg.yield %y : f32
  }
  return
}

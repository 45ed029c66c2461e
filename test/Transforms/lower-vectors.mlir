// RUN: softplus-opt %s -lower-vectors | FileCheck %s

// CHECK-LABEL: @one_lane
// CHECK-SAME:    %[[M:.*]]: memref<?xbf16>, %[[I:.*]]: index, %[[X:.*]]: vector<4xbf16>
// CHECK:         %[[C2:.*]] = arith.constant 2 : index
// CHECK:         %[[Y:.*]] = vector.extract %[[X]][2]
// CHECK-NEXT:    %[[J:.*]] = arith.addi %[[I]], %[[C2]]
// CHECK-NEXT:    memref.store %[[Y]], %[[M]][%[[J]]]
// CHECK-NEXT:    return
func.func @one_lane(%m: memref<?xbf16>, %i: index, %x: vector<4xbf16>) {
  %k = arith.constant dense<[false, false, true, false]> : vector<4xi1>
  vector.maskedstore %m[%i], %k, %x : memref<?xbf16>, vector<4xi1>, vector<4xbf16>
  return
}

// CHECK-LABEL: @two_lanes_no
// CHECK-NEXT:    %[[K:.*]] = arith.constant dense<[false, false, true, true]>
// CHECK-NEXT:    vector.maskedstore %{{.*}}, %[[K]], %{{.*}} : memref<?xbf16>
func.func @two_lanes_no(%m: memref<?xbf16>, %i: index, %x: vector<4xbf16>) {
  %k = arith.constant dense<[false, false, true, true]> : vector<4xi1>
  vector.maskedstore %m[%i], %k, %x : memref<?xbf16>, vector<4xi1>, vector<4xbf16>
  return
}

// CHECK-LABEL: @any_mask_no
// CHECK-NEXT:    vector.maskedstore
func.func @any_mask_no(%m: memref<?xbf16>, %i: index, %x: vector<4xbf16>, %k: vector<4xi1>) {
  vector.maskedstore %m[%i], %k, %x : memref<?xbf16>, vector<4xi1>, vector<4xbf16>
  return
}

// CHECK-LABEL: @multi_reduction
// CHECK-COUNT-4: vector.reduction <add>, %{{.*}} : vector<8xf32> into f32
// CHECK-NOT:     vector.multi_reduction
// CHECK:         return
func.func @multi_reduction(%x: vector<4x8xf32>, %a: vector<4xf32>) -> vector<4xf32> {
  %r = vector.multi_reduction <add>, %x, %a [1] : vector<4x8xf32> to vector<4xf32>
  return %r : vector<4xf32>
}

// CHECK-LABEL: @scan
// CHECK-COUNT-3: arith.addf
// CHECK-NOT:     vector.scan
// CHECK:         return
func.func @scan(%x: vector<4xf32>, %a: vector<f32>) -> vector<4xf32> {
  %r:2 = vector.scan <add>, %x, %a {inclusive = true, reduction_dim = 0 : i64} : vector<4xf32>, vector<f32>
  return %r#0 : vector<4xf32>
}

// CHECK-LABEL: @contract
// CHECK-COUNT-4: vector.reduction <add>, %{{.*}} : vector<3xf32> into f32
// CHECK-NOT:     vector.contract
// CHECK:         return
func.func @contract(%a: vector<2x3xf32>, %b: vector<2x3xf32>, %c: vector<2x2xf32>) -> vector<2x2xf32> {
  %r = vector.contract {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (j, k)>, affine_map<(i, j, k) -> (i, j)>],
                        iterator_types = ["parallel", "parallel", "reduction"], kind = #vector.kind<add>}
      %a, %b, %c : vector<2x3xf32>, vector<2x3xf32> into vector<2x2xf32>
  return %r : vector<2x2xf32>
}

// CHECK-LABEL: @mask
// CHECK-SAME:    %[[M:.*]]: memref<?xf32>, %[[I:.*]]: index, %[[X:.*]]: vector<4xf32>, %[[K:.*]]: vector<4xi1>
// CHECK-NEXT:    vector.maskedstore %[[M]][%[[I]]], %[[K]], %[[X]]
// CHECK-NEXT:    return
func.func @mask(%m: memref<?xf32>, %i: index, %x: vector<4xf32>, %k: vector<4xi1>) {
  vector.mask %k { vector.transfer_write %x, %m[%i] {in_bounds = [true]} : vector<4xf32>, memref<?xf32> } : vector<4xi1>
  return
}

// A bound of 32 bits.

// CHECK-LABEL: @create_mask
// CHECK:         arith.cmpi sgt, %{{.*}} : vector<4xi32>
// CHECK-NOT:     vector.create_mask
// CHECK:         return
func.func @create_mask(%n: index) -> vector<4xi1> {
  %m = vector.create_mask %n : vector<4xi1>
  return %m : vector<4xi1>
}

// CHECK-LABEL: @transpose
// CHECK-NOT:     vector.transpose
// CHECK-COUNT-6: vector.insert
// CHECK-NOT:     vector.transpose
// CHECK:         return
func.func @transpose(%x: vector<2x3xf32>) -> vector<3x2xf32> {
  %r = vector.transpose %x, [1, 0] : vector<2x3xf32> to vector<3x2xf32>
  return %r : vector<3x2xf32>
}

// CHECK-LABEL: @broadcast
// CHECK-COUNT-2: vector.broadcast %{{.*}} : f32 to vector<3xf32>
// CHECK:         return
func.func @broadcast(%x: vector<2x1xf32>) -> vector<2x3xf32> {
  %r = vector.broadcast %x : vector<2x1xf32> to vector<2x3xf32>
  return %r : vector<2x3xf32>
}

// CHECK-LABEL: @shape_cast
// CHECK-NOT:     vector.shape_cast
// CHECK:         return
func.func @shape_cast(%x: vector<2x4xf32>) -> vector<8xf32> {
  %r = vector.shape_cast %x : vector<2x4xf32> to vector<8xf32>
  return %r : vector<8xf32>
}

// CHECK-LABEL: @interleave
// CHECK-COUNT-2: vector.interleave %{{.*}} : vector<4xf32>
// CHECK-NOT:     vector<2x4xf32> -> vector<2x8xf32>
// CHECK:         return
func.func @interleave(%x: vector<2x4xf32>) -> vector<2x8xf32> {
  %r = vector.interleave %x, %x : vector<2x4xf32> -> vector<2x8xf32>
  return %r : vector<2x8xf32>
}

// CHECK-LABEL: @bitcast
// CHECK-COUNT-2: vector.bitcast %{{.*}} : vector<4xf32> to vector<8xf16>
// CHECK:         return
func.func @bitcast(%x: vector<2x4xf32>) -> vector<2x8xf16> {
  %r = vector.bitcast %x : vector<2x4xf32> to vector<2x8xf16>
  return %r : vector<2x8xf16>
}

// CHECK-LABEL: @strided_slice
// CHECK-NOT:     vector.extract_strided_slice
// CHECK:         return
func.func @strided_slice(%x: vector<4x4xf32>) -> vector<2x2xf32> {
  %r = vector.extract_strided_slice %x {offsets = [1, 1], sizes = [2, 2], strides = [1, 1]} : vector<4x4xf32> to vector<2x2xf32>
  return %r : vector<2x2xf32>
}

// CHECK-LABEL: @step
// CHECK-NEXT:    arith.constant dense<[0, 1, 2, 3]> : vector<4xindex>
// CHECK-NEXT:    return
func.func @step() -> vector<4xindex> {
  %r = vector.step : vector<4xindex>
  return %r : vector<4xindex>
}

// CHECK-LABEL: @fma
// CHECK-COUNT-2: vector.fma %{{.*}} : vector<4xf32>
// CHECK:         return
func.func @fma(%x: vector<2x4xf32>) -> vector<2x4xf32> {
  %r = vector.fma %x, %x, %x : vector<2x4xf32>
  return %r : vector<2x4xf32>
}

// CHECK-LABEL: @gather
// CHECK-COUNT-2: vector.gather %{{.*}} into vector<4xf32>
// CHECK-NOT:     vector.gather
// CHECK:         return
func.func @gather(%m: memref<?xf32>, %i: index, %v: vector<2x4xindex>, %k: vector<2x4xi1>, %p: vector<2x4xf32>) -> vector<2x4xf32> {
  %r = vector.gather %m[%i] [%v], %k, %p : memref<?xf32>, vector<2x4xindex>, vector<2x4xi1>, vector<2x4xf32> into vector<2x4xf32>
  return %r : vector<2x4xf32>
}

// CHECK-LABEL: @elements
// CHECK-COUNT-2: vector.from_elements %{{.*}} : vector<2xf32>
// CHECK:         return
func.func @elements(%x: f32, %y: f32) -> vector<2x2xf32> {
  %r = vector.from_elements %x, %y, %y, %x : vector<2x2xf32>
  return %r : vector<2x2xf32>
}

// CHECK-LABEL: @transfer_out_of_bounds
// CHECK:         vector.maskedload
// CHECK-NOT:     vector.transfer_read
// CHECK:         return
func.func @transfer_out_of_bounds(%m: memref<?xf32>, %i: index) -> vector<4xf32> {
  %pad = arith.constant 0.0 : f32
  %r = vector.transfer_read %m[%i], %pad : memref<?xf32>, vector<4xf32>
  return %r : vector<4xf32>
}

// CHECK-LABEL: @transfer_in_bounds
// CHECK:         vector.load
// CHECK-NOT:     vector.transfer_read
// CHECK:         return
func.func @transfer_in_bounds(%m: memref<?xf32>, %i: index) -> vector<4xf32> {
  %pad = arith.constant 0.0 : f32
  %r = vector.transfer_read %m[%i], %pad {in_bounds = [true]} : memref<?xf32>, vector<4xf32>
  return %r : vector<4xf32>
}

// Loads and stores of several dimensions are those of their rows.

// CHECK-LABEL: @load
// CHECK-SAME:    %[[M:.*]]: memref<?x?x?x8xf32>, %[[I:.*]]: index
// CHECK:         %[[C1:.*]] = arith.constant 1 : index
// CHECK:         %[[A:.*]] = vector.load %[[M]][%[[I]], %[[I]], %[[I]], %[[I]]] : memref<?x?x?x8xf32>, vector<8xf32>
// CHECK-NEXT:    vector.insert %[[A]], %{{.*}} [0, 0]
// CHECK:         %[[NEXT:.*]] = arith.addi %[[I]], %[[C1]]
// CHECK-NEXT:    %[[B:.*]] = vector.load %[[M]][%[[I]], %[[I]], %[[NEXT]], %[[I]]]
// CHECK-NEXT:    vector.insert %[[B]], %{{.*}} [0, 1]
// CHECK:         %[[C:.*]] = vector.load
// CHECK-NEXT:    vector.insert %[[C]], %{{.*}} [1, 0]
// CHECK:         %[[D:.*]] = vector.load
// CHECK-NEXT:    vector.insert %[[D]], %{{.*}} [1, 1]
func.func @load(%m: memref<?x?x?x8xf32>, %i: index) -> vector<2x2x8xf32> {
  %x = vector.load %m[%i, %i, %i, %i] : memref<?x?x?x8xf32>, vector<2x2x8xf32>
  return %x : vector<2x2x8xf32>
}

// CHECK-LABEL: @store
// CHECK-SAME:    %[[M:.*]]: memref<?x8xf32>, %[[I:.*]]: index, %[[X:.*]]: vector<2x8xf32>
// CHECK:         %[[A:.*]] = vector.extract %[[X]][0]
// CHECK-NEXT:    vector.store %[[A]], %[[M]][%[[I]], %[[I]]]
// CHECK:         %[[NEXT:.*]] = arith.addi %[[I]]
// CHECK:         %[[B:.*]] = vector.extract %[[X]][1]
// CHECK-NEXT:    vector.store %[[B]], %[[M]][%[[NEXT]], %[[I]]]
// CHECK-NEXT:    return
func.func @store(%m: memref<?x8xf32>, %i: index, %x: vector<2x8xf32>) {
  vector.store %x, %m[%i, %i] : memref<?x8xf32>, vector<2x8xf32>
  return
}

// CHECK-LABEL: @load_scalable
// CHECK-COUNT-2: vector.load %{{.*}} : memref<?x?xf32>, vector<[4]xf32>
// CHECK:         return
func.func @load_scalable(%m: memref<?x?xf32>, %i: index) -> vector<2x[4]xf32> {
  %x = vector.load %m[%i, %i] : memref<?x?xf32>, vector<2x[4]xf32>
  return %x : vector<2x[4]xf32>
}

// The number of rows is not known.

// CHECK-LABEL: @scalable_rows_no
// CHECK:         vector.load %{{.*}} : memref<?x?xf32>, vector<[2]x4xf32>
// CHECK:         vector.store %{{.*}} : memref<?x?xf32>, vector<[2]x4xf32>
func.func @scalable_rows_no(%m: memref<?x?xf32>, %i: index) {
  %x = vector.load %m[%i, %i] : memref<?x?xf32>, vector<[2]x4xf32>
  vector.store %x, %m[%i, %i] : memref<?x?xf32>, vector<[2]x4xf32>
  return
}

// CHECK-LABEL: @math
// CHECK-COUNT-2: math.isnan %{{.*}} : vector<4xf32>
// CHECK:         return
func.func @math(%x: vector<2x4xf32>) -> vector<2x4xi1> {
  %r = math.isnan %x : vector<2x4xf32>
  return %r : vector<2x4xi1>
}

// The llvm dialect has what these need.

// CHECK-LABEL: @rank_1_no
// CHECK-NEXT:    %[[X:.*]] = vector.load %{{.*}} : memref<?xf32>, vector<4xf32>
// CHECK-NEXT:    %[[Y:.*]] = math.exp %[[X]] : vector<4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @rank_1_no(%m: memref<?xf32>, %i: index) -> vector<4xf32> {
  %x = vector.load %m[%i] : memref<?xf32>, vector<4xf32>
  %y = math.exp %x : vector<4xf32>
  return %y : vector<4xf32>
}

// CHECK-LABEL: @other_dialects_no
// CHECK-NEXT:    %[[Y:.*]] = softplus.softplus %{{.*}} : vector<2x4xf32>
// CHECK-NEXT:    %[[Z:.*]] = arith.negf %[[Y]] : vector<2x4xf32>
// CHECK-NEXT:    return %[[Z]]
func.func @other_dialects_no(%x: vector<2x4xf32>) -> vector<2x4xf32> {
  %y = softplus.softplus %x : vector<2x4xf32>
  %z = arith.negf %y : vector<2x4xf32>
  return %z : vector<2x4xf32>
}

// Ends, too: the patterns for unit dimensions do not undo each other.
// CHECK-LABEL: @unit_dim
func.func @unit_dim(%x: vector<1x4xf32>, %y: vector<4xf32>) -> vector<1x3x4xf32> {
  %0 = math.absf %x : vector<1x4xf32>
  %1 = vector.broadcast %0 : vector<1x4xf32> to vector<1x3x4xf32>
  %2 = vector.insert %y, %1 [0, 1] : vector<4xf32> into vector<1x3x4xf32>
  return %2 : vector<1x3x4xf32>
}

// RUN: softplus-opt %s -prefetch-softplus=prefetch-distance=256 -split-input-file | FileCheck %s
// RUN: not softplus-opt %s -prefetch-softplus=prefetch-distance=0 2>&1 | FileCheck %s --check-prefix=INVALID

// INVALID: error: option 'prefetch-distance' of prefetch-softplus must be at least 1, but got 0

// Two cache lines for 32 elements, 64 elements ahead.

// CHECK-LABEL: @contiguous
// CHECK-SAME:    %[[X:[a-z0-9]+]]: memref<?xf32>,
func.func @contiguous(%x: memref<?xf32>, %out: memref<?xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c32 = arith.constant 32 : index
  %poison = ub.poison : f32
  // CHECK:      scf.for %[[I:.*]] = %{{.*}} to
  // CHECK-NEXT:   %[[C64:.*]] = arith.constant 64 : index
  // CHECK-NEXT:   %[[A:.*]] = arith.addi %[[I]], %[[C64]] : index
  // CHECK-NEXT:   memref.prefetch %[[X]][%[[A]]], read, locality<3>, data
  // CHECK-NEXT:   %[[C80:.*]] = arith.constant 80 : index
  // CHECK-NEXT:   %[[B:.*]] = arith.addi %[[I]], %[[C80]] : index
  // CHECK-NEXT:   memref.prefetch %[[X]][%[[B]]], read, locality<3>, data
  // CHECK-NEXT:   vector.transfer_read %[[X]][%[[I]]]
  // CHECK-NOT:    memref.prefetch
  scf.for %i = %c0 to %n step %c32 {
    %v = vector.transfer_read %x[%i], %poison {in_bounds = [true]}
        : memref<?xf32>, vector<32xf32>
    %y = softplus.softplus %v : vector<32xf32>
    vector.transfer_write %y, %out[%i] {in_bounds = [true]}
        : vector<32xf32>, memref<?xf32>
  }
  return
}

// -----

// Both operands of the gradient, through subviews.

// CHECK-LABEL: @gradient
// CHECK:       memref.prefetch %[[DY:[a-z0-9_]+]][%
// CHECK:       vector.transfer_read %[[DY]]
// CHECK:       memref.prefetch %[[X:[a-z0-9_]+]][%
// CHECK:       vector.transfer_read %[[X]]
func.func @gradient(%dy: memref<?xf64>, %x: memref<?xf64>, %out: memref<?xf64>, %n: index) {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  %poison = ub.poison : f64
  scf.for %i = %c0 to %n step %c8 {
    %dyi = memref.subview %dy[%i] [8] [1] : memref<?xf64> to memref<8xf64, strided<[1], offset: ?>>
    %xi = memref.subview %x[%i] [8] [1] : memref<?xf64> to memref<8xf64, strided<[1], offset: ?>>
    %d = vector.transfer_read %dyi[%c0], %poison {in_bounds = [true]}
        : memref<8xf64, strided<[1], offset: ?>>, vector<8xf64>
    %v = vector.transfer_read %xi[%c0], %poison {in_bounds = [true]}
        : memref<8xf64, strided<[1], offset: ?>>, vector<8xf64>
    %y = softplus.softplus_grad %d, %v : vector<8xf64>
    vector.transfer_write %y, %out[%i] {in_bounds = [true]} : vector<8xf64>, memref<?xf64>
  }
  return
}

// -----

// Not what no stream is: masked, strided, or the same in every iteration.

// CHECK-LABEL: @no_stream
// CHECK-NOT:   memref.prefetch
func.func @no_stream(%x: memref<?xf32>, %strided: memref<?xf32, strided<[2]>>,
                     %out: memref<?xf32>, %n: index, %mask: vector<32xi1>) {
  %c0 = arith.constant 0 : index
  %c32 = arith.constant 32 : index
  %poison = ub.poison : f32
  scf.for %i = %c0 to %n step %c32 {
    %a = vector.transfer_read %x[%i], %poison, %mask {in_bounds = [true]}
        : memref<?xf32>, vector<32xf32>
    %b = vector.transfer_read %strided[%i], %poison {in_bounds = [true]}
        : memref<?xf32, strided<[2]>>, vector<32xf32>
    %c = vector.transfer_read %x[%c0], %poison {in_bounds = [true]}
        : memref<?xf32>, vector<32xf32>
    %ab = arith.addf %a, %b : vector<32xf32>
    %abc = arith.addf %ab, %c : vector<32xf32>
    %y = softplus.softplus %abc : vector<32xf32>
    vector.transfer_write %y, %out[%i] {in_bounds = [true]}
        : vector<32xf32>, memref<?xf32>
  }
  return
}

// -----

// Nor in loops without softplus on vectors.

// CHECK-LABEL: @no_softplus
// CHECK-NOT:   memref.prefetch
func.func @no_softplus(%x: memref<?xf32>, %out: memref<?xf32>, %n: index, %s: f32) {
  %c0 = arith.constant 0 : index
  %c32 = arith.constant 32 : index
  %poison = ub.poison : f32
  scf.for %i = %c0 to %n step %c32 {
    %v = vector.transfer_read %x[%i], %poison {in_bounds = [true]}
        : memref<?xf32>, vector<32xf32>
    %y = softplus.softplus %s : f32
    %z = vector.broadcast %y : f32 to vector<32xf32>
    %sum = arith.addf %v, %z : vector<32xf32>
    vector.transfer_write %sum, %out[%i] {in_bounds = [true]}
        : vector<32xf32>, memref<?xf32>
  }
  return
}

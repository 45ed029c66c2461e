// RUN: softplus-opt %s -expand-signed-strides | FileCheck %s
// RUN: softplus-opt %s -pass-pipeline='builtin.module(expand-signed-strides,expand-strided-metadata,convert-to-llvm)' | FileCheck %s --check-prefix=LLVM

// CHECK-LABEL: @negative
// CHECK-SAME:    %[[M:.*]]: memref<4x?xf32, strided<[1, -4], offset: 7>, 1>, %[[I:.*]]: index, %[[J:.*]]: index
// CHECK:         %[[BASE:.*]], %[[OFFSET:.*]], %{{.*}}:2, %[[STRIDES:.*]]:2 = memref.extract_strided_metadata %[[M]]
// CHECK:         %[[D0:.*]] = arith.muli %[[I]], %[[STRIDES]]#0
// CHECK:         %[[O0:.*]] = arith.addi %[[OFFSET]], %[[D0]]
// CHECK:         %[[D1:.*]] = arith.muli %[[J]], %[[STRIDES]]#1
// CHECK:         %[[O1:.*]] = arith.addi %[[O0]], %[[D1]]
// CHECK:         %[[ELEMENT:.*]] = memref.reinterpret_cast %[[BASE]] to offset: [%[[O1]]], sizes: [], strides: [] : memref<f32, 1> to memref<f32, strided<[], offset: ?>, 1>
// CHECK:         %[[X:.*]] = memref.load %[[ELEMENT]][] {alignment = 16 : i64} : memref<f32, strided<[], offset: ?>, 1>
// CHECK:         memref.store %[[X]], %{{.*}}[] {nontemporal = true} : memref<f32, strided<[], offset: ?>, 1>
// LLVM-LABEL:  @negative
// LLVM-NOT:      overflow
// LLVM-NOT:      inbounds
// LLVM:          return
func.func @negative(%m: memref<4x?xf32, strided<[1, -4], offset: 7>, 1>, %i: index, %j: index) {
  %x = memref.load %m[%i, %j] {alignment = 16 : i64} : memref<4x?xf32, strided<[1, -4], offset: 7>, 1>
  memref.store %x, %m[%i, %j] {nontemporal = true} : memref<4x?xf32, strided<[1, -4], offset: 7>, 1>
  return
}

// CHECK-LABEL: @dynamic
// CHECK:         memref.load %{{.*}}[] : memref<f32, strided<[], offset: ?>>
func.func @dynamic(%m: memref<?xf32, strided<[?]>>, %i: index) -> f32 {
  %x = memref.load %m[%i] : memref<?xf32, strided<[?]>>
  return %x : f32
}

// The strides of the identity are products of sizes.
// CHECK-LABEL: @identity_no
// CHECK-NEXT:    memref.load
func.func @identity_no(%m: memref<?x?xf32>, %i: index) -> f32 {
  %x = memref.load %m[%i, %i] : memref<?x?xf32>
  return %x : f32
}

// CHECK-LABEL: @positive_no
// CHECK-NEXT:    memref.load
func.func @positive_no(%m: memref<?x?xf32, strided<[8, 2], offset: ?>>, %i: index) -> f32 {
  %x = memref.load %m[%i, %i] : memref<?x?xf32, strided<[8, 2], offset: ?>>
  return %x : f32
}

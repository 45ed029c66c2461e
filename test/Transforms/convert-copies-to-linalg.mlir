// RUN: softplus-opt %s -convert-copies-to-linalg | FileCheck %s

// CHECK-LABEL: @rows
// CHECK-SAME:    %[[IN:.*]]: memref<{{.*}}>, %[[OUT:.*]]: memref
// CHECK-NEXT:    linalg.generic {{.*}}["parallel", "parallel"]} ins(%[[IN]] : memref<4x?xf32, strided<[16, 1]>>) outs(%[[OUT]] : memref<4x?xf32>) {
// CHECK-NEXT:    ^bb0(%[[X:.*]]: f32, %{{.*}}: f32):
// CHECK-NEXT:      linalg.yield %[[X]]
func.func @rows(%in: memref<4x?xf32, strided<[16, 1]>>, %out: memref<4x?xf32>) {
  memref.copy %in, %out : memref<4x?xf32, strided<[16, 1]>> to memref<4x?xf32>
  return
}

// CHECK-LABEL: @unknown
// CHECK:         linalg.generic
func.func @unknown(%in: memref<8xi8>, %out: memref<8xi8, strided<[?], offset: ?>>) {
  memref.copy %in, %out : memref<8xi8> to memref<8xi8, strided<[?], offset: ?>>
  return
}

// One piece of memory, wherever it begins, no dimension, or any number.

// CHECK-LABEL: @one_piece_no
// CHECK-COUNT-3: memref.copy
func.func @one_piece_no(%a: memref<4x4xf32, strided<[4, 1], offset: ?>>, %b: memref<4x4xf32>, %c: memref<f32>, %d: memref<*xf32>) {
  memref.copy %a, %b : memref<4x4xf32, strided<[4, 1], offset: ?>> to memref<4x4xf32>
  memref.copy %c, %c : memref<f32> to memref<f32>
  memref.copy %d, %d : memref<*xf32> to memref<*xf32>
  return
}

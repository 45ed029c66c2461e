// RUN: softplus-opt %s -pass-pipeline='builtin.module(func.func(share-buffers-with-gpu))' \
// RUN:   -split-input-file -verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @buffers(
// CHECK:         %[[BUFFER:.*]] = gpu.alloc host_shared (%{{.*}}) : memref<?xf32>
// CHECK:         %[[BEGIN:.*]] = gpu.wait async
// CHECK:         %[[FREED:.*]] = gpu.dealloc async [%[[BEGIN]]] %[[BUFFER]] : memref<?xf32>
// CHECK:         gpu.wait [%[[FREED]]]
func.func @buffers(%n: index) {
  %buffer = memref.alloc(%n) : memref<?xf32>
  memref.dealloc %buffer : memref<?xf32>
  return
}

// -----

// A constant, and the view of it, go with the kernel.
// CHECK-LABEL: func.func @constant(
// CHECK:         gpu.launch
// CHECK:           %[[CONSTANT:.*]] = memref.get_global @weights
// CHECK:           %[[VIEW:.*]] = memref.collapse_shape %[[CONSTANT]]
// CHECK:           memref.load %[[VIEW]]
memref.global "private" constant @weights : memref<2x2xf32> = dense<1.0>
func.func @constant(%out: memref<f32>) {
  %c1 = arith.constant 1 : index
  %weights = memref.get_global @weights : memref<2x2xf32>
  %view = memref.collapse_shape %weights [[0, 1]] : memref<2x2xf32> into memref<4xf32>
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1)
             threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
    %x = memref.load %view[%tx] : memref<4xf32>
    memref.store %x, %out[] : memref<f32>
    gpu.terminator
  }
  return
}

// -----

memref.global "private" @variable : memref<4xf32> = dense<1.0>
func.func @variable_of_host(%out: memref<f32>) {
  %c1 = arith.constant 1 : index
  // expected-error @+1 {{'memref.get_global' op of 'variable' is memory of the host, which the GPU does not reach; allowed are constants with a value}}
  %variable = memref.get_global @variable : memref<4xf32>
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1)
             threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
    %x = memref.load %variable[%tx] : memref<4xf32>
    memref.store %x, %out[] : memref<f32>
    gpu.terminator
  }
  return
}

// -----

func.func @stack_of_host(%out: memref<f32>) {
  %c1 = arith.constant 1 : index
  // expected-error @+1 {{'memref.alloca' op is memory of the host, which the GPU does not reach; allowed is memref.alloc}}
  %stack = memref.alloca() : memref<4xf32>
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1)
             threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
    %x = memref.load %stack[%tx] : memref<4xf32>
    memref.store %x, %out[] : memref<f32>
    gpu.terminator
  }
  return
}

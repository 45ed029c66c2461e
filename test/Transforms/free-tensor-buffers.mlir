// RUN: softplus-opt %s -free-tensor-buffers | FileCheck %s

// CHECK-LABEL: @after_last_use
// CHECK:         %[[M:.*]] = memref.alloc() {bufferization.manual_deallocation}
// CHECK:         memref.load %[[M]]
// CHECK-NOT:     memref.store
// CHECK:         memref.dealloc %[[M]] {bufferization.manual_deallocation}
// CHECK-NEXT:    memref.store
// CHECK:         return
func.func @after_last_use(%in: memref<8xf32>, %out: memref<8xf32>, %i: index) {
  %m = memref.alloc() : memref<8xf32>
  linalg.map { softplus.softplus } ins(%in : memref<8xf32>) outs(%m : memref<8xf32>)
  %x = memref.load %m[%i] : memref<8xf32>
  memref.store %x, %out[%i] : memref<8xf32>
  return
}

// CHECK-LABEL: @last_use_in_loop
// CHECK:         %[[M:.*]] = memref.alloc() {bufferization.manual_deallocation}
// CHECK:         scf.for
// CHECK:           memref.store %{{.*}}, %[[M]]
// CHECK-NEXT:    }
// CHECK:         memref.dealloc %[[M]] {bufferization.manual_deallocation}
// CHECK-NEXT:    memref.store
func.func @last_use_in_loop(%out: memref<8xf32>, %n: index, %x: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = memref.alloc() : memref<8xf32>
  scf.for %i = %c0 to %n step %c1 {
    memref.store %x, %m[%i] : memref<8xf32>
  }
  memref.store %x, %out[%c0] : memref<8xf32>
  return
}

// A buffer of each iteration is freed in it.

// CHECK-LABEL: @alloc_in_loop
// CHECK:         scf.for
// CHECK:           %[[M:.*]] = memref.alloc()
// CHECK:           memref.store %{{.*}}, %[[M]]
// CHECK:           memref.dealloc %[[M]]
// CHECK:         return
func.func @alloc_in_loop(%n: index, %x: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %m = memref.alloc() : memref<8xf32>
    memref.store %x, %m[%c0] : memref<8xf32>
  }
  return
}

// Memory of the program itself.

// CHECK-LABEL: @marked_no
// CHECK:         memref.alloc
// CHECK-NOT:     dealloc {{.*}} : memref
// CHECK:         return
func.func @marked_no(%i: index) -> f32 {
  %m = memref.alloc() {bufferization.manual_deallocation} : memref<8xf32>
  %x = memref.load %m[%i] : memref<8xf32>
  return %x : f32
}

// CHECK-LABEL: @function_owns_memory_no
// CHECK-SAME:    (%{{[^:]*}}: index) -> f32 {{[{]$}}
// CHECK-NEXT:    %[[M:.*]] = memref.alloc() : memref<8xf32>
// CHECK-NEXT:    %[[X:.*]] = memref.load %[[M]]
// CHECK-NEXT:    return %[[X]]
func.func @function_owns_memory_no(%i: index) -> f32 attributes {softplus.owns_memory} {
  %m = memref.alloc() : memref<8xf32>
  %x = memref.load %m[%i] : memref<8xf32>
  return %x : f32
}

// Buffers that may live longer go to upstream's pass.

// CHECK-LABEL: @returned_no
// CHECK:         %[[M:.*]] = memref.alloc() : memref<8xf32>
// CHECK-NOT:     memref.dealloc
// CHECK:         bufferization.dealloc {{.*}} retain (%[[M]] : memref<8xf32>)
// CHECK-NEXT:    return %[[M]]
func.func @returned_no(%in: memref<8xf32>) -> memref<8xf32> {
  %m = memref.alloc() : memref<8xf32>
  memref.copy %in, %m : memref<8xf32> to memref<8xf32>
  return %m : memref<8xf32>
}

// CHECK-LABEL: @stored_no
// CHECK:         memref.alloc() : memref<8xf32>
// CHECK-NOT:     memref.dealloc
// CHECK:         bufferization.dealloc
// CHECK-NEXT:    return
func.func @stored_no(%table: memref<memref<8xf32>>) {
  %m = memref.alloc() : memref<8xf32>
  memref.store %m, %table[] : memref<memref<8xf32>>
  return
}

// CHECK-LABEL: @called_no
// CHECK:         memref.alloc() : memref<8xf32>
// CHECK-NOT:     memref.dealloc
// CHECK:         bufferization.dealloc
// CHECK-NEXT:    return
func.func @called_no(%x: f32) {
  %m = memref.alloc() : memref<8xf32>
  call @callee(%m) : (memref<8xf32>) -> ()
  return
}

func.func private @callee(%m: memref<8xf32>) {
  return
}

// CHECK-LABEL: @viewed_no
// CHECK:         memref.alloc() : memref<8xf32>
// CHECK-NOT:     memref.dealloc
// CHECK:         bufferization.dealloc
// CHECK-NEXT:    return
func.func @viewed_no(%out: memref<f32>, %x: f32) {
  %c0 = arith.constant 0 : index
  %m = memref.alloc() : memref<8xf32>
  %v = memref.subview %m[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
  memref.store %x, %out[] : memref<f32>
  memref.store %x, %v[%c0] : memref<4xf32, strided<[1]>>
  return
}

// Without a use, there is no last one.

// CHECK-LABEL: @unused_no
// CHECK:         memref.alloc() : memref<8xf32>
// CHECK-NOT:     memref.dealloc
// CHECK:         bufferization.dealloc
// CHECK-NEXT:    return
func.func @unused_no() {
  %m = memref.alloc() : memref<8xf32>
  return
}

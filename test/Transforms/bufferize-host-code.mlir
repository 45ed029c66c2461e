// RUN: softplus-opt %s -bufferize-host-code | FileCheck %s

// To those who call a public function, a tensor is a value.

// CHECK-LABEL: func.func @public
// CHECK-SAME:    %[[X:.*]]: memref<8xf32>, %{{.*}}: index, %[[S:.*]]: f32) -> memref<8xf32>
// CHECK:         %[[M:.*]] = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:    memref.copy %[[X]], %[[M]]
// CHECK-NEXT:    memref.store %[[S]], %[[M]]
// CHECK-NEXT:    return %[[M]]
func.func @public(%x: tensor<8xf32>, %i: index, %s: f32) -> tensor<8xf32> {
  %y = tensor.insert %s into %x[%i] : tensor<8xf32>
  return %y : tensor<8xf32>
}

// CHECK-LABEL: func.func private @private
// CHECK-SAME:    %[[X:.*]]: memref<8xf32>, %{{.*}}: index, %[[S:.*]]: f32) -> memref<8xf32>
// CHECK-NEXT:    memref.store %[[S]], %[[X]]
// CHECK-NEXT:    return %[[X]]
func.func private @private(%x: tensor<8xf32>, %i: index, %s: f32) -> tensor<8xf32> {
  %y = tensor.insert %s into %x[%i] : tensor<8xf32>
  return %y : tensor<8xf32>
}

// CHECK-LABEL: func.func @writable
// CHECK-SAME:    %[[X:.*]]: memref<8xf32>, %{{.*}}: index, %[[S:.*]]: f32) -> memref<8xf32>
// CHECK-NEXT:    memref.store %[[S]], %[[X]]
// CHECK-NEXT:    return %[[X]]
func.func @writable(%x: tensor<8xf32> {bufferization.writable = true}, %i: index, %s: f32) -> tensor<8xf32> {
  %y = tensor.insert %s into %x[%i] : tensor<8xf32>
  return %y : tensor<8xf32>
}

// CHECK-LABEL: func.func private @private_not_writable
// CHECK-NEXT:    %[[M:.*]] = memref.alloc()
// CHECK-NEXT:    memref.copy %{{.*}}, %[[M]]
func.func private @private_not_writable(%x: tensor<8xf32> {bufferization.writable = false}, %i: index, %s: f32) -> tensor<8xf32> {
  %y = tensor.insert %s into %x[%i] : tensor<8xf32>
  return %y : tensor<8xf32>
}

// The caller reads again what the callee would write.

// CHECK-LABEL: func.func @caller
// CHECK-SAME:    %[[X:.*]]: memref<8xf32>
// CHECK:         %[[M:.*]] = memref.alloc()
// CHECK-NEXT:    memref.copy %[[X]], %[[M]]
// CHECK-NEXT:    %[[Y:.*]] = call @private(%[[M]],
// CHECK-NEXT:    return %[[X]], %[[Y]]
func.func @caller(%x: tensor<8xf32>, %i: index, %s: f32) -> (tensor<8xf32>, tensor<8xf32>) {
  %y = call @private(%x, %i, %s) : (tensor<8xf32>, index, f32) -> tensor<8xf32>
  return %x, %y : tensor<8xf32>, tensor<8xf32>
}

// CHECK-LABEL: func.func @poison
// CHECK:         %[[C0:.*]] = arith.constant 0 : index
// CHECK:         %[[M:.*]] = memref.alloc(%[[C0]])
// CHECK:         return %[[M]] : memref<?xf32>
func.func @poison(%i: index, %s: f32) -> tensor<?xf32> {
  %x = ub.poison : tensor<?xf32>
  %y = tensor.insert %s into %x[%i] : tensor<?xf32>
  return %y : tensor<?xf32>
}

// CHECK-LABEL: func.func @no_return
// CHECK:         cf.br ^[[LOOP:.*]]
// CHECK:       ^[[LOOP]]:
// CHECK:         cf.br ^[[LOOP]]
// CHECK:         // no predecessors
// CHECK-DAG:     %[[M:.*]] = memref.alloc() {{.*}} : memref<8xf32>
// CHECK-DAG:     %[[P:.*]] = ub.poison : f32
// CHECK:         return %[[M]], %[[P]]
func.func @no_return(%m: memref<8xf32>, %i: index, %s: f32) -> (tensor<8xf32>, f32) {
  cf.br ^loop
^loop:
  memref.store %s, %m[%i] : memref<8xf32>
  cf.br ^loop
}

// Every user gets an empty tensor of its own: the second call does not write to
// the buffer of the first.

// CHECK-LABEL: func.func @empty
// CHECK:         %[[A:.*]] = memref.alloc()
// CHECK:         %[[B:.*]] = memref.alloc()
// CHECK:         return
func.func @empty(%i: index, %s: f32) -> (tensor<8xf32>, tensor<8xf32>) {
  %e = tensor.empty() : tensor<8xf32>
  %y = tensor.insert %s into %e[%i] : tensor<8xf32>
  %z = tensor.insert %s into %e[%i] : tensor<8xf32>
  return %y, %z : tensor<8xf32>, tensor<8xf32>
}

// What the input allocates and frees is marked, and so are functions without
// tensors.

// CHECK-LABEL: func.func @own_memory
// CHECK-NOT:     softplus.owns_memory
// CHECK:         memref.alloc() {bufferization.manual_deallocation}
// CHECK:         memref.dealloc %{{.*}} {bufferization.manual_deallocation}
func.func @own_memory(%x: tensor<8xf32>, %i: index) -> f32 {
  %m = memref.alloc() : memref<8xf32>
  %e = tensor.extract %x[%i] : tensor<8xf32>
  memref.store %e, %m[%i] : memref<8xf32>
  memref.dealloc %m : memref<8xf32>
  return %e : f32
}

// CHECK-LABEL: func.func @without_tensors
// CHECK-SAME:    attributes {softplus.owns_memory}
func.func @without_tensors(%i: index) -> memref<8xf32> {
  %m = memref.alloc() : memref<8xf32>
  return %m : memref<8xf32>
}

// CHECK-LABEL: gpu.module @device_no
// CHECK-NEXT:    func.func @public(%[[X:.*]]: tensor<8xf32>, %{{.*}}: index, %{{.*}}: f32) -> tensor<8xf32> {
// CHECK-NEXT:      ub.poison : tensor<8xf32>
// CHECK-NEXT:      tensor.insert %{{.*}} into %[[X]]
// CHECK-NEXT:      tosa.add
// CHECK-NEXT:      return
gpu.module @device_no {
  func.func @public(%x: tensor<8xf32>, %i: index, %s: f32) -> tensor<8xf32> {
    %p = ub.poison : tensor<8xf32>
    %y = tensor.insert %s into %x[%i] : tensor<8xf32>
    %z = tosa.add %y, %p : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
    return %z : tensor<8xf32>
  }
}

// RUN: softplus-opt %s -softplus-to-cpu-pipeline=vector-size=4 | FileCheck %s --implicit-check-not='{{ (func|softplus|linalg|tensor|memref|vector|scf|cf|arith|bufferization|builtin)\.}}'

// An argument that is returned is a copy.

// CHECK-LABEL: llvm.func @returned_argument
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %[[X:[^:]*]]: !llvm.ptr
// CHECK:         %[[Y:.*]] = llvm.call @malloc
// CHECK:         %[[COPY:.*]] = llvm.call @malloc
// CHECK:         %[[DESCRIPTOR:.*]] = llvm.insertvalue %[[COPY]], %{{.*}}[0]
// CHECK:         "llvm.intr.memcpy"(%[[COPY]],
// CHECK-NOT:     llvm.call @free
// CHECK:         llvm.return
func.func @returned_argument(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %y = softplus.softplus %x : tensor<4xf32>
  return %y, %x : tensor<4xf32>, tensor<4xf32>
}

// What is not returned is freed.

// CHECK-LABEL: llvm.func @temporary
// CHECK:         %[[M:.*]] = llvm.call @malloc
// CHECK-NOT:     llvm.call @malloc
// CHECK:         llvm.call @free(%[[M]])
// CHECK:         llvm.return
func.func @temporary(%x: tensor<4xf32>, %i: index) -> f32 {
  %y = softplus.softplus %x : tensor<4xf32>
  %e = tensor.extract %y[%i] : tensor<4xf32>
  return %e : f32
}

// CHECK-LABEL: llvm.func @public
// CHECK:         %[[M:.*]] = llvm.call @malloc
// CHECK:         "llvm.intr.memcpy"
// CHECK:         llvm.store
// CHECK:         llvm.return
func.func @public(%x: tensor<4xf32>, %i: index, %s: f32) -> tensor<4xf32> {
  %y = tensor.insert %s into %x[%i] : tensor<4xf32>
  return %y : tensor<4xf32>
}

// CHECK-LABEL: llvm.func @writable
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %[[X:[^:]*]]: !llvm.ptr
// CHECK-NOT:     llvm.call
// CHECK:         %[[P:.*]] = llvm.getelementptr {{.*}}%[[X]][%{{.*}}]
// CHECK-NEXT:    llvm.store %{{.*}}, %[[P]]
// CHECK-NOT:     llvm.call
// CHECK:         llvm.return
func.func @writable(%x: tensor<4xf32> {bufferization.writable = true}, %i: index, %j: index, %s: f32) -> f32 {
  %y = tensor.insert %s into %x[%i] : tensor<4xf32>
  %e = tensor.extract %y[%j] : tensor<4xf32>
  return %e : f32
}

// Nothing to compute is no error.

// CHECK-LABEL: llvm.func @zero_size
// CHECK:         llvm.return
func.func @zero_size(%x: tensor<3x0x5xf16>) -> tensor<3x0x5xf16> {
  %y = softplus.softplus %x beta 0.3 : tensor<3x0x5xf16>
  return %y : tensor<3x0x5xf16>
}

// CHECK-LABEL: llvm.func @zero_size_constant
// CHECK:         llvm.return
func.func @zero_size_constant() -> tensor<0xf32> {
  %x = arith.constant dense<> : tensor<0xf32>
  %y = softplus.softplus %x : tensor<0xf32>
  return %y : tensor<0xf32>
}

// CHECK-LABEL: llvm.func @zero_size_strided
// CHECK:         llvm.return
func.func @zero_size_strided(%x: memref<0x4xf32, strided<[8, 2], offset: 1>>, %o: memref<0x4xf32>) {
  linalg.map { softplus.softplus } ins(%x : memref<0x4xf32, strided<[8, 2], offset: 1>>) outs(%o : memref<0x4xf32>)
  return
}

// CHECK-LABEL: llvm.func @zero_size_dynamic
// CHECK:         llvm.return
func.func @zero_size_dynamic(%x: memref<?x0xf64>, %o: memref<?x0xf64>) {
  linalg.map { softplus.softplus } ins(%x : memref<?x0xf64>) outs(%o : memref<?x0xf64>)
  return
}

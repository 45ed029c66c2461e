// RUN: softplus-opt %s -softplus-to-cpu-pipeline | FileCheck %s
// RUN: softplus-opt %s -o %t.before
// RUN: softplus-opt %s -softplus-to-cpu-pipeline -o %t.after
// RUN: sed -n '/gpu.module/,/^  }/p' %t.before > %t.device-before
// RUN: sed -n '/gpu.module/,/^  }/p' %t.after > %t.device-after
// RUN: diff %t.device-before %t.device-after
// RUN: FileCheck %s --check-prefix=DEVICE < %t.device-before

// Transform schedules are dropped, nested modules are lowered, and the code of
// another device stays as it is.

// CHECK:      module @outer attributes {gpu.container_module} {
// CHECK-NOT:    transform
// CHECK:        gpu.module @device
// CHECK:        llvm.func @host(%{{.*}}: !llvm.ptr
// CHECK-NOT:    {{ (func|softplus|linalg|tensor|memref|transform)\.}}
// CHECK:          llvm.intr.fma
// CHECK:        module @inner {
// CHECK:          llvm.func @host(%{{.*}}: !llvm.ptr
// CHECK-NOT:    {{ (func|softplus|linalg|tensor|memref|transform)\.}}
// CHECK:          module @innermost {
// CHECK:            llvm.func @scalar(%{{.*}}: f64
// CHECK-NOT:        softplus.softplus
// CHECK:            llvm.return
// DEVICE:       gpu.func @kernel
// DEVICE:       func.func @on_tensors
module @outer attributes {gpu.container_module, transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %0 = transform.structured.match ops{["linalg.generic"]} in %root : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
  gpu.module @device {
    gpu.func @kernel(%a: memref<8xf32, #gpu.address_space<global>>, %n: index) kernel {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      scf.for %i = %c0 to %n step %c1 {
        %x = memref.load %a[%i] : memref<8xf32, #gpu.address_space<global>>
        %y = softplus.softplus %x : f32
        %l = math.log1p %y : f32
        memref.store %l, %a[%i] : memref<8xf32, #gpu.address_space<global>>
      }
      gpu.return
    }
    func.func @on_tensors(%x: tensor<*xf32>, %v: vector<2x4xf32>) -> (tensor<*xf32>, vector<2x4xf32>) {
      %y = softplus.softplus %x : tensor<*xf32>
      %w = softplus.softplus %v accuracy<correct> : vector<2x4xf32>
      return %y, %w : tensor<*xf32>, vector<2x4xf32>
    }
  }
  func.func @host(%x: tensor<4xf32>) -> tensor<4xf32> {
    %y = softplus.softplus %x : tensor<4xf32>
    return %y : tensor<4xf32>
  }
  module @inner {
    func.func @host(%x: tensor<4xf32>) -> tensor<4xf32> {
      %y = softplus.softplus %x : tensor<4xf32>
      return %y : tensor<4xf32>
    }
    module @innermost attributes {transform.with_named_sequence} {
      func.func @scalar(%x: f64) -> f64 {
        %y = softplus.softplus %x : f64
        return %y : f64
      }
      transform.named_sequence @helper(%root: !transform.any_op {transform.readonly})
    }
  }
}

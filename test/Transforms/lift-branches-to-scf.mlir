// RUN: softplus-opt %s -lift-branches-to-scf | FileCheck %s

// CHECK-LABEL: @loop
// CHECK-NOT:     {{ cf\.}}
// CHECK:         scf.while {{.*}} tensor<4xf32>
// CHECK:           softplus.softplus
// CHECK-NOT:     {{ cf\.}}
// CHECK:         return
func.func @loop(%x: tensor<4xf32>, %n: index) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  cf.br ^head(%x, %c0 : tensor<4xf32>, index)
^head(%a: tensor<4xf32>, %i: index):
  %k = arith.cmpi slt, %i, %n : index
  cf.cond_br %k, ^body, ^exit
^body:
  %y = softplus.softplus %a : tensor<4xf32>
  %j = arith.addi %i, %c1 : index
  cf.br ^head(%y, %j : tensor<4xf32>, index)
^exit:
  return %a : tensor<4xf32>
}

// CHECK-LABEL: @diamond
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>, %[[C:.*]]: i1
// CHECK:         %[[R:.*]] = scf.if %[[C]]
// CHECK-NEXT:      %[[Y:.*]] = softplus.softplus %[[X]]
// CHECK-NEXT:      scf.yield %[[Y]]
// CHECK-NEXT:    } else {
// CHECK-NEXT:      scf.yield %[[X]]
// CHECK:         return %[[R]]
func.func @diamond(%x: tensor<4xf32>, %c: i1) -> tensor<4xf32> {
  cf.cond_br %c, ^body, ^exit(%x : tensor<4xf32>)
^body:
  %y = softplus.softplus %x : tensor<4xf32>
  cf.br ^exit(%y : tensor<4xf32>)
^exit(%r: tensor<4xf32>):
  return %r : tensor<4xf32>
}

// CHECK-LABEL: @infinite
// CHECK:         scf.while
// CHECK:         %[[P:.*]] = ub.poison : tensor<4xf32>
// CHECK:         return %[[P]]
func.func @infinite(%x: tensor<4xf32>) -> tensor<4xf32> {
  cf.br ^loop(%x : tensor<4xf32>)
^loop(%y: tensor<4xf32>):
  %z = softplus.softplus %y : tensor<4xf32>
  cf.br ^loop(%z : tensor<4xf32>)
}

// The only tensor is inside.

// CHECK-LABEL: @inside
// CHECK:         scf.if
// CHECK-NOT:     {{ cf\.}}
// CHECK:         return
func.func @inside(%m: memref<4xf32>, %i: index, %c: i1) -> f32 {
  cf.cond_br %c, ^body, ^exit
^body:
  %t = bufferization.to_tensor %m : memref<4xf32> to tensor<4xf32>
  %e = tensor.extract %t[%i] : tensor<4xf32>
  cf.br ^exit
^exit:
  %x = memref.load %m[%i] : memref<4xf32>
  return %x : f32
}

// CHECK-LABEL: @buffers_no
// CHECK:         cf.cond_br
// CHECK:         cf.br
func.func @buffers_no(%m: memref<4xf32>, %i: index, %c: i1) -> f32 {
  cf.cond_br %c, ^body, ^exit
^body:
  %zero = arith.constant 0.0 : f32
  memref.store %zero, %m[%i] : memref<4xf32>
  cf.br ^exit
^exit:
  %x = memref.load %m[%i] : memref<4xf32>
  return %x : f32
}

// CHECK: func.func private @declaration_no(tensor<4xf32>) -> tensor<4xf32>
func.func private @declaration_no(tensor<4xf32>) -> tensor<4xf32>

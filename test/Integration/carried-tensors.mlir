// Tensors that change their buffer, or are passed on unchanged, by every kind of
// control flow. Softplus is the identity on 30 and above.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

func.func private @double(%x: tensor<?xf32>) -> tensor<?xf32> {
  %y = softplus.softplus %x : tensor<?xf32>
  %z = arith.addf %x, %y : tensor<?xf32>
  return %z : tensor<?xf32>
}

func.func private @both(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %y = func.call @double(%x) : (tensor<?xf32>) -> tensor<?xf32>
  return %y, %x : tensor<?xf32>, tensor<?xf32>
}

func.func private @for(%x: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> (tensor<?xf32>) {
    %y = func.call @double(%a) : (tensor<?xf32>) -> tensor<?xf32>
    scf.yield %y : tensor<?xf32>
  }
  return %r : tensor<?xf32>
}

func.func private @if(%x: tensor<?xf32>, %c: i1) -> tensor<?xf32> {
  %r = scf.if %c -> tensor<?xf32> {
    %y = func.call @double(%x) : (tensor<?xf32>) -> tensor<?xf32>
    scf.yield %y : tensor<?xf32>
  } else {
    scf.yield %x : tensor<?xf32>
  }
  return %r : tensor<?xf32>
}

func.func private @select(%x: tensor<?xf32>, %c: i1) -> tensor<?xf32> {
  %y = func.call @double(%x) : (tensor<?xf32>) -> tensor<?xf32>
  %r = arith.select %c, %y, %x : tensor<?xf32>
  return %r : tensor<?xf32>
}

func.func private @while(%x: tensor<?xf32>, %limit: f32) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %r = scf.while (%a = %x) : (tensor<?xf32>) -> tensor<?xf32> {
    %e = tensor.extract %a[%c0] : tensor<?xf32>
    %k = arith.cmpf olt, %e, %limit : f32
    scf.condition(%k) %a : tensor<?xf32>
  } do {
  ^bb0(%b: tensor<?xf32>):
    %y = func.call @double(%b) : (tensor<?xf32>) -> tensor<?xf32>
    scf.yield %y : tensor<?xf32>
  }
  return %r : tensor<?xf32>
}

func.func private @branch(%x: tensor<?xf32>, %c: i1) -> tensor<?xf32> {
  %y = func.call @double(%x) : (tensor<?xf32>) -> tensor<?xf32>
  cf.cond_br %c, ^a(%y : tensor<?xf32>), ^a(%x : tensor<?xf32>)
^a(%z: tensor<?xf32>):
  return %z : tensor<?xf32>
}

// One-Shot Bufferize alone writes the softplus into the buffer of %a, which addf
// reads later.
func.func private @loop_of_branches(%x: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  cf.br ^head(%x, %c0 : tensor<?xf32>, index)
^head(%a: tensor<?xf32>, %i: index):
  %k = arith.cmpi slt, %i, %n : index
  cf.cond_br %k, ^body, ^exit
^body:
  %y = softplus.softplus %a : tensor<?xf32>
  %z = arith.addf %a, %y : tensor<?xf32>
  %j = arith.addi %i, %c1 : index
  cf.br ^head(%z, %j : tensor<?xf32>, index)
^exit:
  return %a : tensor<?xf32>
}

// The write in ^body does not dominate the read of %x in ^exit.
func.func private @diamond(%x: tensor<?xf32>, %c: i1) -> (tensor<?xf32>, tensor<?xf32>) {
  cf.cond_br %c, ^body, ^exit(%x : tensor<?xf32>)
^body:
  %y = softplus.softplus %x beta 1.0 threshold -1.0 : tensor<?xf32>
  %z = arith.addf %y, %y : tensor<?xf32>
  cf.br ^exit(%z : tensor<?xf32>)
^exit(%r: tensor<?xf32>):
  return %r, %x : tensor<?xf32>, tensor<?xf32>
}

func.func private @print(%x: tensor<?xf32>) {
  %c0 = arith.constant 0 : index
  %pad = arith.constant 0.0 : f32
  %v = vector.transfer_read %x[%c0], %pad : tensor<?xf32>, vector<2xf32>
  vector.print %v : vector<2xf32>
  return
}

func.func @main() {
  %true = arith.constant true
  %false = arith.constant false
  %c3 = arith.constant 3 : index
  %limit = arith.constant 200.0 : f32
  %c = arith.constant dense<[30.0, 40.0]> : tensor<2xf32>
  %x = tensor.cast %c : tensor<2xf32> to tensor<?xf32>

  // CHECK: ( 60, 80 )
  // CHECK-NEXT: ( 30, 40 )
  %0:2 = call @both(%x) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
  call @print(%0#0) : (tensor<?xf32>) -> ()
  call @print(%0#1) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 240, 320 )
  %1 = call @for(%x, %c3) : (tensor<?xf32>, index) -> tensor<?xf32>
  call @print(%1) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 60, 80 )
  // CHECK-NEXT: ( 30, 40 )
  %2 = call @if(%x, %true) : (tensor<?xf32>, i1) -> tensor<?xf32>
  %3 = call @if(%x, %false) : (tensor<?xf32>, i1) -> tensor<?xf32>
  call @print(%2) : (tensor<?xf32>) -> ()
  call @print(%3) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 60, 80 )
  // CHECK-NEXT: ( 30, 40 )
  %4 = call @select(%x, %true) : (tensor<?xf32>, i1) -> tensor<?xf32>
  %5 = call @select(%x, %false) : (tensor<?xf32>, i1) -> tensor<?xf32>
  call @print(%4) : (tensor<?xf32>) -> ()
  call @print(%5) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 240, 320 )
  %6 = call @while(%x, %limit) : (tensor<?xf32>, f32) -> tensor<?xf32>
  call @print(%6) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 60, 80 )
  // CHECK-NEXT: ( 30, 40 )
  %7 = call @branch(%x, %true) : (tensor<?xf32>, i1) -> tensor<?xf32>
  %8 = call @branch(%x, %false) : (tensor<?xf32>, i1) -> tensor<?xf32>
  call @print(%7) : (tensor<?xf32>) -> ()
  call @print(%8) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 240, 320 )
  %9 = call @loop_of_branches(%x, %c3) : (tensor<?xf32>, index) -> tensor<?xf32>
  call @print(%9) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 60, 80 )
  // CHECK-NEXT: ( 30, 40 )
  %10:2 = call @diamond(%x, %true) : (tensor<?xf32>, i1) -> (tensor<?xf32>, tensor<?xf32>)
  call @print(%10#0) : (tensor<?xf32>) -> ()
  call @print(%10#1) : (tensor<?xf32>) -> ()

  // CHECK-NEXT: ( 30, 40 )
  call @print(%x) : (tensor<?xf32>) -> ()
  return
}

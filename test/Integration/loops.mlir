// Loops of every dialect around softplus, which is the identity on 30 and above.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

func.func private @affine_for(%a: memref<?xf32>, %o: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %n = memref.dim %a, %c0 : memref<?xf32>
  affine.for %i = 0 to %n {
    %x = affine.load %a[%i] : memref<?xf32>
    %y = softplus.softplus %x : f32
    affine.store %y, %o[%i] : memref<?xf32>
  }
  return
}

func.func private @affine_parallel(%a: memref<?xf32>, %o: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %n = memref.dim %a, %c0 : memref<?xf32>
  affine.parallel (%i) = (0) to (symbol(%n)) {
    %x = affine.load %a[%i] : memref<?xf32>
    %y = softplus.softplus %x : f32
    affine.store %y, %o[%i] : memref<?xf32>
  }
  return
}

func.func private @scf_parallel(%a: memref<?xf32>, %o: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = memref.dim %a, %c0 : memref<?xf32>
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    %x = memref.load %a[%i] : memref<?xf32>
    %y = softplus.softplus %x : f32
    memref.store %y, %o[%i] : memref<?xf32>
  }
  return
}

func.func private @scf_forall(%a: memref<?xf32>, %o: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %n = memref.dim %a, %c0 : memref<?xf32>
  scf.forall (%i) in (%n) {
    %x = memref.load %a[%i] : memref<?xf32>
    %y = softplus.softplus %x : f32
    memref.store %y, %o[%i] : memref<?xf32>
  }
  return
}

// Branches form a loop, between memrefs only.
func.func private @branches(%a: memref<?xf32>, %o: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = memref.dim %a, %c0 : memref<?xf32>
  cf.br ^head(%c0 : index)
^head(%i: index):
  %k = arith.cmpi slt, %i, %n : index
  cf.cond_br %k, ^body, ^exit
^body:
  %x = memref.load %a[%i] : memref<?xf32>
  %y = softplus.softplus %x : f32
  memref.store %y, %o[%i] : memref<?xf32>
  %j = arith.addi %i, %c1 : index
  cf.br ^head(%j : index)
^exit:
  return
}

func.func private @print_and_clear(%o: memref<?xf32>) {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %v = vector.transfer_read %o[%c0], %zero : memref<?xf32>, vector<3xf32>
  vector.print %v : vector<3xf32>
  linalg.fill ins(%zero : f32) outs(%o : memref<?xf32>)
  return
}

func.func @main() {
  %c0 = arith.constant 0 : index
  %v = arith.constant dense<[30.0, 31.0, 32.0]> : vector<3xf32>
  %c3 = arith.constant 3 : index
  %a = memref.alloc(%c3) : memref<?xf32>
  %o = memref.alloc(%c3) : memref<?xf32>
  vector.transfer_write %v, %a[%c0] : vector<3xf32>, memref<?xf32>
  // CHECK-COUNT-5: ( 30, 31, 32 )
  call @affine_for(%a, %o) : (memref<?xf32>, memref<?xf32>) -> ()
  call @print_and_clear(%o) : (memref<?xf32>) -> ()
  call @affine_parallel(%a, %o) : (memref<?xf32>, memref<?xf32>) -> ()
  call @print_and_clear(%o) : (memref<?xf32>) -> ()
  call @scf_parallel(%a, %o) : (memref<?xf32>, memref<?xf32>) -> ()
  call @print_and_clear(%o) : (memref<?xf32>) -> ()
  call @scf_forall(%a, %o) : (memref<?xf32>, memref<?xf32>) -> ()
  call @print_and_clear(%o) : (memref<?xf32>) -> ()
  call @branches(%a, %o) : (memref<?xf32>, memref<?xf32>) -> ()
  call @print_and_clear(%o) : (memref<?xf32>) -> ()
  memref.dealloc %a : memref<?xf32>
  memref.dealloc %o : memref<?xf32>
  return
}

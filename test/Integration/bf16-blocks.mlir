// Subnormal bf16 numbers go from block to block as they are, without a call.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline > %t.mlir
// RUN: mlir-runner %t.mlir -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s
// RUN: mlir-runner -O3 %t.mlir -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s
// RUN: mlir-translate -mlir-to-llvmir %t.mlir > %t.ll
// RUN: llc -mtriple=x86_64-linux-gnu -mcpu=x86-64-v3 %t.ll -o - | FileCheck %s --check-prefix=CODE --implicit-check-not=bf16 --implicit-check-not=truncsf
// RUN: llc -mtriple=x86_64-linux-gnu -mcpu=znver4 %t.ll -o - | FileCheck %s --check-prefix=CODE --implicit-check-not=bf16 --implicit-check-not=truncsf
// RUN: opt -O3 -mtriple=x86_64-linux-gnu -mcpu=znver4 -S %t.ll -o - | llc -mtriple=x86_64-linux-gnu -mcpu=znver4 -o - | FileCheck %s --check-prefix=CODE --implicit-check-not=bf16 --implicit-check-not=truncsf
// CODE: {{^}}choose:

// Which of two numbers after some steps.
func.func @choose(%x: bf16, %y: bf16, %n: index, %c: i1) -> bf16 attributes {no_inline} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> bf16 {
    %s = softplus.softplus %a threshold -1.0 : bf16
    %t = scf.if %c -> bf16 {
      scf.yield %s : bf16
    } else {
      scf.yield %y : bf16
    }
    scf.yield %t : bf16
  }
  return %r : bf16
}

// The same of memory.
func.func @copy(%m: memref<4xbf16>, %c: i1) attributes {no_inline} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = memref.load %m[%c0] : memref<4xbf16>
  scf.if %c {
    memref.store %x, %m[%c1] : memref<4xbf16>
  }
  return
}

func.func @pick(%x: bf16, %y: bf16, %c: i1) -> bf16 attributes {no_inline} {
  cf.cond_br %c, ^bb1(%x : bf16), ^bb2
^bb1(%v: bf16):
  return %v : bf16
^bb2:
  cf.br ^bb1(%y : bf16)
}

func.func @vectors(%m: memref<2xvector<3xbf16>>, %c: i1) attributes {no_inline} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = memref.load %m[%c0] : memref<2xvector<3xbf16>>
  scf.if %c {
    memref.store %x, %m[%c1] : memref<2xvector<3xbf16>>
  }
  return
}

func.func @rows(%x: vector<2x3xbf16>, %n: index, %m: memref<2x3xbf16>) attributes {no_inline} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> vector<2x3xbf16> {
    %s = softplus.softplus %a threshold -1.0 : vector<2x3xbf16>
    scf.yield %s : vector<2x3xbf16>
  }
  vector.transfer_write %r, %m[%c0, %c0] : vector<2x3xbf16>, memref<2x3xbf16>
  return
}

func.func @main() {
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %true = arith.constant true
  %false = arith.constant false
  %one = arith.constant 1 : i16
  %two = arith.constant 2 : i16
  %x = arith.bitcast %one : i16 to bf16
  %y = arith.bitcast %two : i16 to bf16
  %0 = call @choose(%x, %y, %c3, %true) : (bf16, bf16, index, i1) -> bf16
  %1 = call @choose(%x, %y, %c3, %false) : (bf16, bf16, index, i1) -> bf16
  %2 = call @pick(%x, %y, %true) : (bf16, bf16, i1) -> bf16
  %3 = call @pick(%x, %y, %false) : (bf16, bf16, i1) -> bf16
  %m = memref.alloc() : memref<4xbf16>
  linalg.fill ins(%x : bf16) outs(%m : memref<4xbf16>)
  memref.store %y, %m[%c1] : memref<4xbf16>
  call @copy(%m, %true) : (memref<4xbf16>, i1) -> ()
  %4 = memref.load %m[%c1] : memref<4xbf16>
  memref.dealloc %m : memref<4xbf16>
  // CHECK: ( 1, 2, 1, 2, 1 )
  %all = vector.from_elements %0, %1, %2, %3, %4 : vector<5xbf16>
  %bits = arith.bitcast %all : vector<5xbf16> to vector<5xi16>
  vector.print %bits : vector<5xi16>
  return
}

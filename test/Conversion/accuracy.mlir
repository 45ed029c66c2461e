// The conversions fold constants in the accuracy that they are told, or that an
// operation states, and merge with it nothing of another.

// RUN: softplus-opt %s --convert-softplus-to-arith=accuracy=correct --canonicalize | FileCheck %s
// RUN: softplus-opt %s --convert-softplus-to-llvm=accuracy=correct --canonicalize | FileCheck %s
// RUN: softplus-opt %s --set-softplus-accuracy=accuracy=correct --convert-to-llvm | mlir-translate --mlir-to-llvmir | FileCheck %s --check-prefix=TRANSLATED
// RUN: softplus-opt %s --softplus-to-cpu-pipeline=accuracy=correct | FileCheck %s
// RUN: softplus-opt %s --convert-softplus-to-arith --canonicalize | FileCheck %s --check-prefix=FAITHFUL
// RUN: softplus-opt %s --convert-softplus-to-llvm --canonicalize | FileCheck %s --check-prefix=FAITHFUL
// RUN: softplus-opt %s --softplus-to-cpu-pipeline | FileCheck %s --check-prefix=FAITHFUL

// CHECK-LABEL: @f
// CHECK-DAG: 1053235383 : i32
// CHECK-DAG: 1054004758 : i32
// CHECK-DAG: 1054004757 : i32
// CHECK: return
// TRANSLATED-LABEL: @f
// TRANSLATED: { i32 1053235383, i32 1054004758, i32 1054004757 }
// FAITHFUL-LABEL: @f
// FAITHFUL-DAG: 1053235384 : i32
// FAITHFUL-DAG: 1054004759 : i32
// FAITHFUL-DAG: 1054004757 : i32
// FAITHFUL: return
func.func @f() -> (i32, i32, i32) {
  %x = arith.constant 0xBF3E6A76 : f32
  %y = arith.constant 0xBF2C9E6E : f32
  %0 = softplus.softplus %x : f32
  %1 = softplus.softplus %y : f32
  %2 = softplus.softplus %y fastmath<afn> : f32
  %3 = arith.bitcast %0 : f32 to i32
  %4 = arith.bitcast %1 : f32 to i32
  %5 = arith.bitcast %2 : f32 to i32
  return %3, %4, %5 : i32, i32, i32
}

// The correct kernel computes in f64, the faithful one does not.
// CHECK-LABEL: @kernel
// CHECK: f64
// FAITHFUL-LABEL: @kernel
// FAITHFUL-NOT: f64
// FAITHFUL-LABEL: @stated
func.func @kernel(%x: f32) -> f32 {
  %0 = softplus.softplus %x : f32
  return %0 : f32
}

// CHECK-LABEL: @stated
// CHECK-NOT: f64
func.func @stated(%x: f32) -> f32 {
  %0 = softplus.softplus %x accuracy<faithful> : f32
  return %0 : f32
}

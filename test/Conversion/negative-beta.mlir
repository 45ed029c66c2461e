// A negative beta means minus the kernel of the positive one on -x, whether it
// is canonicalized before or not.

// RUN: softplus-opt %s --convert-softplus-to-arith --canonicalize > %t.direct
// RUN: softplus-opt %s --canonicalize --convert-softplus-to-arith --canonicalize > %t.canonical
// RUN: diff %t.direct %t.canonical
// RUN: FileCheck %s < %t.direct

// RUN: softplus-opt %s --convert-softplus-to-llvm --canonicalize > %t.llvm
// RUN: FileCheck %s --check-prefix=LLVM < %t.llvm

// CHECK-LABEL: @minus_one
// CHECK-SAME: (%[[X:.*]]: vector<4xf32>)
// CHECK: %[[NEGATED:.*]] = arith.negf %[[X]]
// CHECK: math.absf %[[NEGATED]]
// CHECK-NOT: f64
// CHECK: return
// LLVM-LABEL: @minus_one
// LLVM-SAME: (%[[X:.*]]: vector<4xf32>)
// LLVM: %[[NEGATED:.*]] = llvm.fneg %[[X]]
// LLVM: llvm.intr.fabs(%[[NEGATED]])
// LLVM-NOT: f64
// LLVM: return
func.func @minus_one(%x: vector<4xf32>) -> vector<4xf32> {
  %y = softplus.softplus %x beta -1.0 : vector<4xf32>
  return %y : vector<4xf32>
}

func.func @general(%a: f16, %b: bf16, %c: f32, %d: f64)
    -> (f16, bf16, f32, f64) {
  %0 = softplus.softplus %a beta -0.7 threshold 3.0 : f16
  %1 = softplus.softplus %b beta -1.0 : bf16
  %2 = softplus.softplus %c beta -2.0 threshold 3.0 : f32
  %3 = softplus.softplus %d beta -0.7 : f64
  return %0, %1, %2, %3 : f16, bf16, f32, f64
}

func.func @gradient(%a: f16, %b: bf16, %c: f32, %d: f64)
    -> (f16, bf16, f32, f64) {
  %0 = softplus.softplus_grad %a, %a beta -0.7 threshold 3.0 : f16
  %1 = softplus.softplus_grad %b, %b beta -1.0 : bf16
  %2 = softplus.softplus_grad %c, %c beta -1.0 threshold 3.0 : f32
  %3 = softplus.softplus_grad %d, %d beta -0.7 : f64
  return %0, %1, %2, %3 : f16, bf16, f32, f64
}

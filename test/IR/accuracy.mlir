// The folder obeys the accuracy that an operation states, and canonicalization
// carries it over. The operands are two of which the kernels give different bits.

// RUN: softplus-opt %s --canonicalize | FileCheck %s
// RUN: softplus-opt %s --cse | FileCheck %s --check-prefix=CSE

// CHECK-LABEL: @fold
func.func @fold() -> (i32, i32, i32, i32, i32, i32, i32, i32) {
  %x = arith.constant 0xBF3E6A76 : f32
  %y = arith.constant 0xBF2C9E6E : f32
  // 0x3EC718B7 and 0x3ED2D616 are the correctly rounded results.
  // CHECK-DAG: %[[XCORRECT:.*]] = arith.constant 1053235383 : i32
  // CHECK-DAG: %[[YCORRECT:.*]] = arith.constant 1054004758 : i32
  %0 = softplus.softplus %x accuracy<correct> : f32
  %1 = softplus.softplus %y accuracy<correct> : f32
  // Stated, it wins over the flag.
  %2 = softplus.softplus %y accuracy<correct> fastmath<afn> : f32
  // CHECK-DAG: %[[XFAITHFUL:.*]] = arith.constant 1053235384 : i32
  // CHECK-DAG: %[[YFAITHFUL:.*]] = arith.constant 1054004759 : i32
  %3 = softplus.softplus %x : f32
  %4 = softplus.softplus %y accuracy<faithful> : f32
  %5 = softplus.softplus %y accuracy<faithful> fastmath<afn> : f32
  // CHECK-DAG: %[[YFAST:.*]] = arith.constant 1054004757 : i32
  %6 = softplus.softplus %y accuracy<fast> : f32
  %7 = softplus.softplus %y fastmath<afn> : f32
  %8 = arith.bitcast %0 : f32 to i32
  %9 = arith.bitcast %1 : f32 to i32
  %10 = arith.bitcast %2 : f32 to i32
  %11 = arith.bitcast %3 : f32 to i32
  %12 = arith.bitcast %4 : f32 to i32
  %13 = arith.bitcast %5 : f32 to i32
  %14 = arith.bitcast %6 : f32 to i32
  %15 = arith.bitcast %7 : f32 to i32
  // CHECK: return %[[XCORRECT]], %[[YCORRECT]], %[[YCORRECT]], %[[XFAITHFUL]], %[[YFAITHFUL]], %[[YFAITHFUL]], %[[YFAST]], %[[YFAST]]
  return %8, %9, %10, %11, %12, %13, %14, %15 : i32, i32, i32, i32, i32, i32, i32, i32
}

// CHECK-LABEL: @negative_beta
func.func @negative_beta(%dy: f32, %x: f32) -> (f32, f32) {
  // CHECK: softplus.softplus %{{.*}} beta 2.000000e+00 accuracy<correct> : f32
  %0 = softplus.softplus %x beta -2.0 accuracy<correct> : f32
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} accuracy<fast> : f32
  %1 = softplus.softplus_grad %dy, %x beta -1.0 accuracy<fast> : f32
  return %0, %1 : f32, f32
}

// CHECK-LABEL: @scaled
func.func @scaled(%x: f32) -> (f32, f32) {
  %two = arith.constant 2.0 : f32
  %half = arith.constant 0.5 : f32
  %0 = arith.mulf %x, %two fastmath<reassoc> : f32
  %1 = softplus.softplus %0 accuracy<correct> fastmath<reassoc> : f32
  // CHECK: softplus.softplus %{{.*}} beta 2.000000e+00 accuracy<correct> fastmath<reassoc> : f32
  %2 = arith.mulf %1, %half fastmath<reassoc> : f32
  %3 = softplus.softplus %0 accuracy<fast> fastmath<reassoc> : f32
  // CHECK: softplus.softplus %{{.*}} beta 2.000000e+00 accuracy<fast> fastmath<reassoc> : f32
  %4 = arith.divf %3, %two fastmath<reassoc> : f32
  return %2, %4 : f32, f32
}

// CHECK-LABEL: @threshold
func.func @threshold(%x: f32) -> f32 {
  // CHECK: softplus.softplus %{{.*}} accuracy<correct> : f32
  %0 = softplus.softplus %x threshold 100.0 accuracy<correct> : f32
  return %0 : f32
}

// Operations of one accuracy are merged, of two are not.
// CSE-LABEL: @merge
func.func @merge(%x: f32) -> (f32, f32, f32) {
  // CSE: %[[CORRECT:.*]] = softplus.softplus %{{.*}} accuracy<correct> : f32
  // CSE-NEXT: %[[FAITHFUL:.*]] = softplus.softplus %{{.*}} : f32
  // CSE-NEXT: return %[[CORRECT]], %[[FAITHFUL]], %[[CORRECT]]
  %0 = softplus.softplus %x accuracy<correct> : f32
  %1 = softplus.softplus %x : f32
  %2 = softplus.softplus %x accuracy<correct> : f32
  return %0, %1, %2 : f32, f32, f32
}

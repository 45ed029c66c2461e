// RUN: softplus-opt %s -convert-softplus-to-math -canonicalize \
// RUN:   | FileCheck %s --check-prefix=MATH --implicit-check-not=softplus.
// RUN: softplus-opt %s -convert-softplus-to-arith \
// RUN:   | FileCheck %s --check-prefix=ARITH --implicit-check-not=softplus. \
// RUN:       --implicit-check-not="math.exp "
// RUN: softplus-opt %s -convert-to-llvm \
// RUN:   | FileCheck %s --check-prefix=LLVM --implicit-check-not=softplus. \
// RUN:       --implicit-check-not=llvm.call
// RUN: softplus-opt %s -convert-softplus-to-arith -canonicalize -cse \
// RUN:   | FileCheck %s --check-prefix=SHARED

// MATH-LABEL: @sigmoid_f32
// MATH-SAME:    %[[X:.*]]: f32
// MATH:      %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// MATH:      %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// MATH:      %[[T:.*]] = math.absf %[[X]] : f32
// MATH:      %[[N:.*]] = arith.negf %[[T]] : f32
// MATH:      %[[U:.*]] = math.exp %[[N]] : f32
// MATH:      %[[P:.*]] = arith.cmpf oge, %[[X]], %[[ZERO]] : f32
// MATH:      %[[A:.*]] = arith.select %[[P]], %[[ONE]], %[[U]] : f32
// MATH:      %[[B:.*]] = arith.addf %[[U]], %[[ONE]] : f32
// MATH:      %[[Y:.*]] = arith.divf %[[A]], %[[B]] : f32
// MATH:      return %[[Y]]

// ARITH-LABEL: @sigmoid_f32
// ARITH-NOT:     {{divf|f64}}
// ARITH:         return

// LLVM-LABEL: llvm.func @sigmoid_f32
// LLVM-NOT:     {{fdiv|f64}}
// LLVM:         llvm.return
func.func @sigmoid_f32(%x: f32) -> f32 {
  %0 = softplus.sigmoid %x : f32
  return %0 : f32
}

// A negative beta negates x and, other than of softplus, not the result.
// MATH-LABEL: @sigmoid_negative_beta_f64
// MATH-SAME:    %[[X:.*]]: f64
// MATH:         %[[N:.*]] = arith.negf %[[X]] : f64
// MATH:         %[[Z:.*]] = arith.mulf %[[N]], %{{.*}} : f64
// MATH:         %[[Y:.*]] = arith.divf
// MATH-NEXT:    return %[[Y]]

// ARITH-LABEL: @sigmoid_negative_beta_f64
// ARITH-SAME:    %[[X:.*]]: f64
// ARITH:         arith.negf %[[X]] : f64
// ARITH:         arith.divf

// LLVM-LABEL: llvm.func @sigmoid_negative_beta_f64
// LLVM:         llvm.fdiv
func.func @sigmoid_negative_beta_f64(%x: f64) -> f64 {
  %0 = softplus.sigmoid %x beta -0.7 : f64
  return %0 : f64
}

// The gradient and sigmoid of the same x share the exponential: one clamp of -t.
// SHARED-LABEL:     @softplus_grad_and_sigmoid_f64
// SHARED-COUNT-1:     math.absf
// SHARED-NOT:         math.absf
// SHARED:             return
// MATH-LABEL:  @softplus_grad_and_sigmoid_f64
// ARITH-LABEL: @softplus_grad_and_sigmoid_f64
// LLVM-LABEL:  llvm.func @softplus_grad_and_sigmoid_f64
func.func @softplus_grad_and_sigmoid_f64(%dy: f64, %x: f64) -> (f64, f64) {
  %0 = softplus.softplus_grad %dy, %x beta 0.7 : f64
  %1 = softplus.sigmoid %x beta 0.7 : f64
  return %0, %1 : f64, f64
}

// RUN: softplus-opt %s -split-input-file -verify-diagnostics | FileCheck %s
// RUN: softplus-opt %s -split-input-file -verify-diagnostics -canonicalize \
// RUN:   | FileCheck %s --check-prefix=CANON

// CHECK-LABEL: @sigmoid_clauses_f32
func.func @sigmoid_clauses_f32(%x: f32) -> (f32, f32) {
  // CHECK: softplus.sigmoid %{{.*}} : f32
  %0 = softplus.sigmoid %x beta 1.0 : f32
  // CHECK: softplus.sigmoid %{{.*}} beta 1.702000e+00 accuracy<correct> fastmath<nnan> : f32
  %1 = softplus.sigmoid %x beta 1.702 accuracy<correct> fastmath<nnan> : f32
  return %0, %1 : f32, f32
}

// sigmoid(x; -beta) is sigmoid(-x; beta), without a second negation.
// CANON-LABEL: @sigmoid_negative_beta_f32
// CANON-SAME:    %[[X:.*]]: f32
func.func @sigmoid_negative_beta_f32(%x: f32) -> f32 {
  // CANON-NEXT: %[[N:.*]] = arith.negf %[[X]] fastmath<nsz> : f32
  // CANON-NEXT: %[[Y:.*]] = softplus.sigmoid %[[N]] beta 2.000000e+00 fastmath<nsz> : f32
  // CANON-NEXT: return %[[Y]]
  %0 = softplus.sigmoid %x beta -2.0 fastmath<nsz> : f32
  return %0 : f32
}

// CANON-LABEL: @sigmoid_positive_beta_no
func.func @sigmoid_positive_beta_no(%x: f32) -> f32 {
  // CANON-NEXT: softplus.sigmoid %{{.*}} beta 2.000000e+00 : f32
  %0 = softplus.sigmoid %x beta 2.0 : f32
  return %0 : f32
}

// CANON-LABEL: @sigmoid_fold
func.func @sigmoid_fold() -> (f32, tensor<3xf64>, f16) {
  %zero = arith.constant 0.0 : f32
  %ends = arith.constant dense<[0xFFF0000000000000, 0x7FF0000000000000, 0.0]> : tensor<3xf64>
  // Halfway between 1/2 and its neighbour but for 2^-39.
  %close = arith.constant -4.8828125e-4 : f16
  // CANON-DAG: %[[HALF:.*]] = arith.constant 5.000000e-01 : f32
  // CANON-DAG: %[[ENDS:.*]] = arith.constant dense<[0.000000e+00, 1.000000e+00, 5.000000e-01]> : tensor<3xf64>
  // CANON-DAG: %[[CLOSE:.*]] = arith.constant 5.000000e-01 : f16
  // CANON:     return %[[HALF]], %[[ENDS]], %[[CLOSE]]
  %0 = softplus.sigmoid %zero : f32
  %1 = softplus.sigmoid %ends beta 0.7 : tensor<3xf64>
  %2 = softplus.sigmoid %close : f16
  return %0, %1, %2 : f32, tensor<3xf64>, f16
}

// -----

func.func @sigmoid_threshold_no(%x: f32) -> f32 {
  // expected-error @+1 {{'softplus.sigmoid' op has the unknown attribute 'threshold' = 2.000000e+01 : f64; allowed are 'accuracy', 'beta', 'fastmath', and discardable attributes with a dialect prefix}}
  %0 = softplus.sigmoid %x {threshold = 20.0} : f32
  return %0 : f32
}

// -----

func.func @sigmoid_threshold_clause_no(%x: f32) -> f32 {
  // expected-error @+1 {{expected ':'}}
  %0 = softplus.sigmoid %x threshold 20.0 : f32
  return %0 : f32
}

// -----

func.func @sigmoid_zero_beta_no(%x: f64) -> f64 {
  // expected-error @+1 {{'softplus.sigmoid' op attribute 'beta' must be finite and nonzero in the compute type 'f64', but got 0.000000e+00 : f64}}
  %0 = softplus.sigmoid %x beta 0.0 : f64
  return %0 : f64
}

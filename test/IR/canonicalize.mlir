// RUN: softplus-opt %s -canonicalize | FileCheck %s

// The numbers behind these rewrites are checked over every f16 and bf16 value by
// test/unit/CanonicalizationTest.cpp.

//===----------------------------------------------------------------------===//
// Negative beta
//===----------------------------------------------------------------------===//

// CHECK-LABEL: @softplus_negative_beta_f32
// CHECK-SAME:    %[[X:.*]]: f32
func.func @softplus_negative_beta_f32(%x: f32) -> f32 {
  // CHECK: %[[NEG:.*]] = arith.negf %[[X]] fastmath<nnan> : f32
  // CHECK: %[[Y:.*]] = softplus.softplus %[[NEG]] beta 1.700000e+00 threshold 5.000000e+00 fastmath<nnan> : f32
  // CHECK: %[[R:.*]] = arith.negf %[[Y]] fastmath<nnan> : f32
  // CHECK: return %[[R]]
  %0 = softplus.softplus %x beta -1.7 threshold 5.0 fastmath<nnan> : f32
  return %0 : f32
}

// CHECK-LABEL: @softplus_grad_negative_beta_tensor
// CHECK-SAME:    %[[DY:.*]]: tensor<?xf64>, %[[X:.*]]: tensor<?xf64>
func.func @softplus_grad_negative_beta_tensor(%dy: tensor<?xf64>, %x: tensor<?xf64>) -> tensor<?xf64> {
  // CHECK: %[[NEG:.*]] = arith.negf %[[X]] : tensor<?xf64>
  // CHECK: %[[DX:.*]] = softplus.softplus_grad %[[DY]], %[[NEG]] : tensor<?xf64>
  // CHECK: return %[[DX]]
  %0 = softplus.softplus_grad %dy, %x beta -1.0 : tensor<?xf64>
  return %0 : tensor<?xf64>
}

// CHECK-LABEL: @softplus_positive_beta_f32_no
func.func @softplus_positive_beta_f32_no(%x: f32, %dy: f32) -> (f32, f32) {
  // CHECK-NOT: arith.negf
  %0 = softplus.softplus %x beta 1.7 : f32
  %1 = softplus.softplus_grad %dy, %x beta 1.7 : f32
  return %0, %1 : f32, f32
}

//===----------------------------------------------------------------------===//
// ReLU and absolute value of a softplus
//===----------------------------------------------------------------------===//

// CHECK-LABEL: @maximumf_softplus_f32
func.func @maximumf_softplus_f32(%x: f32) -> f32 {
  %zero = arith.constant 0.0 : f32
  // CHECK: %[[Y:.*]] = softplus.softplus
  // CHECK-NEXT: return %[[Y]]
  %0 = softplus.softplus %x : f32
  %1 = arith.maximumf %0, %zero : f32
  return %1 : f32
}

// CHECK-LABEL: @maximumf_softplus_negative_bound_tensor
func.func @maximumf_softplus_negative_bound_tensor(%x: tensor<4xbf16>) -> tensor<4xbf16> {
  %bound = arith.constant dense<-1.0> : tensor<4xbf16>
  // CHECK: %[[Y:.*]] = softplus.softplus
  // CHECK-NEXT: return %[[Y]]
  %0 = softplus.softplus %x beta 2.0 threshold 0.0 : tensor<4xbf16>
  %1 = arith.maximumf %bound, %0 : tensor<4xbf16>
  return %1 : tensor<4xbf16>
}

// CHECK-LABEL: @maximumf_softplus_positive_bound_f32_no
func.func @maximumf_softplus_positive_bound_f32_no(%x: f32) -> f32 {
  %bound = arith.constant 1.0e-30 : f32
  // CHECK: arith.maximumf
  %0 = softplus.softplus %x : f32
  %1 = arith.maximumf %0, %bound : f32
  return %1 : f32
}

// CHECK-LABEL: @maximumf_softplus_nan_bound_f32_no
func.func @maximumf_softplus_nan_bound_f32_no(%x: f32) -> f32 {
  %bound = arith.constant 0xFFC00000 : f32
  // CHECK-NOT: return %{{.*}}softplus
  // CHECK: %[[Y:.*]] = softplus.softplus
  // CHECK: %[[M:.*]] = arith.maximumf
  // CHECK: return %[[M]]
  %0 = softplus.softplus %x : f32
  %1 = arith.maximumf %0, %bound : f32
  return %1 : f32
}

// CHECK-LABEL: @maximumf_softplus_variable_bound_f32_no
func.func @maximumf_softplus_variable_bound_f32_no(%x: f32, %bound: f32) -> f32 {
  // CHECK: arith.maximumf
  %0 = softplus.softplus %x : f32
  %1 = arith.maximumf %0, %bound : f32
  return %1 : f32
}

// A negative threshold lets negative x through.
// CHECK-LABEL: @maximumf_softplus_negative_threshold_f32_no
func.func @maximumf_softplus_negative_threshold_f32_no(%x: f32) -> f32 {
  %zero = arith.constant 0.0 : f32
  // CHECK: arith.maximumf
  %0 = softplus.softplus %x threshold -1.0 : f32
  %1 = arith.maximumf %0, %zero : f32
  return %1 : f32
}

// For a negative beta the result is not positive.
// CHECK-LABEL: @maximumf_softplus_negative_beta_f32_no
func.func @maximumf_softplus_negative_beta_f32_no(%x: f32) -> f32 {
  %zero = arith.constant 0.0 : f32
  // CHECK: arith.maximumf
  %0 = softplus.softplus %x beta -1.0 : f32
  %1 = arith.maximumf %0, %zero : f32
  return %1 : f32
}

// CHECK-LABEL: @maxnumf_softplus_nnan_max_f32
func.func @maxnumf_softplus_nnan_max_f32(%x: f32) -> f32 {
  %zero = arith.constant 0.0 : f32
  // CHECK: %[[Y:.*]] = softplus.softplus
  // CHECK-NEXT: return %[[Y]]
  %0 = softplus.softplus %x : f32
  %1 = arith.maxnumf %0, %zero fastmath<nnan> : f32
  return %1 : f32
}

// CHECK-LABEL: @maxnumf_softplus_nnan_softplus_f32
func.func @maxnumf_softplus_nnan_softplus_f32(%x: f32) -> f32 {
  %zero = arith.constant 0.0 : f32
  // CHECK: %[[Y:.*]] = softplus.softplus
  // CHECK-NEXT: return %[[Y]]
  %0 = softplus.softplus %x fastmath<nnan> : f32
  %1 = arith.maxnumf %0, %zero : f32
  return %1 : f32
}

// maxnumf turns NaN into zero.
// CHECK-LABEL: @maxnumf_softplus_f32_no
func.func @maxnumf_softplus_f32_no(%x: f32) -> f32 {
  %zero = arith.constant 0.0 : f32
  // CHECK: arith.maxnumf
  %0 = softplus.softplus %x : f32
  %1 = arith.maxnumf %0, %zero : f32
  return %1 : f32
}

// CHECK-LABEL: @absf_softplus_vector
func.func @absf_softplus_vector(%x: vector<[4]xf32>) -> vector<[4]xf32> {
  // CHECK: %[[Y:.*]] = softplus.softplus
  // CHECK-NEXT: return %[[Y]]
  %0 = softplus.softplus %x beta 0.5 : vector<[4]xf32>
  %1 = math.absf %0 : vector<[4]xf32>
  return %1 : vector<[4]xf32>
}

// CHECK-LABEL: @absf_softplus_negative_threshold_f32_no
func.func @absf_softplus_negative_threshold_f32_no(%x: f32) -> f32 {
  // CHECK: math.absf
  %0 = softplus.softplus %x threshold -1.0 : f32
  %1 = math.absf %0 : f32
  return %1 : f32
}

// CHECK-LABEL: @absf_softplus_grad_f32_no
func.func @absf_softplus_grad_f32_no(%dy: f32, %x: f32) -> f32 {
  // CHECK: math.absf
  %0 = softplus.softplus_grad %dy, %x : f32
  %1 = math.absf %0 : f32
  return %1 : f32
}

//===----------------------------------------------------------------------===//
// Thresholds that the type cannot show
//===----------------------------------------------------------------------===//

// CHECK-LABEL: @softplus_invisible_threshold
func.func @softplus_invisible_threshold(%a: f16, %b: bf16, %c: f32, %d: f64) -> (f16, bf16, f32, f64) {
  // CHECK: softplus.softplus %{{.*}} : f16
  %0 = softplus.softplus %a threshold 6.5 : f16
  // CHECK: softplus.softplus %{{.*}} beta 0.69{{.*}} : bf16
  %1 = softplus.softplus %b beta 0.7 threshold 4.7 : bf16
  // CHECK: softplus.softplus %{{.*}} : f32
  %2 = softplus.softplus %c threshold 0x7FF0000000000000 : f32
  // CHECK: softplus.softplus %{{.*}} threshold 0x7FF0000000000000 : f64
  %3 = softplus.softplus %d threshold 34.0 : f64
  return %0, %1, %2, %3 : f16, bf16, f32, f64
}

// CHECK-LABEL: @softplus_visible_threshold_no
func.func @softplus_visible_threshold_no(%a: f16, %b: bf16, %c: f32, %d: f64) -> (f16, bf16, f32, f64) {
  // CHECK: softplus.softplus %{{.*}} threshold 6.000000e+00 : f16
  %0 = softplus.softplus %a threshold 6.0 : f16
  // CHECK: softplus.softplus %{{.*}} threshold 4.500000e+00 : bf16
  %1 = softplus.softplus %b threshold 4.5 : bf16
  // CHECK: softplus.softplus %{{.*}} threshold 1.450000e+01 : f32
  %2 = softplus.softplus %c threshold 14.5 : f32
  // CHECK: softplus.softplus %{{.*}} threshold 3.300000e+01 : f64
  %3 = softplus.softplus %d threshold 33.0 : f64
  return %0, %1, %2, %3 : f16, bf16, f32, f64
}

// CHECK-LABEL: @softplus_grad_invisible_threshold
func.func @softplus_grad_invisible_threshold(%a: f16, %b: bf16, %c: f32, %d: f64) -> (f16, bf16, f32, f64) {
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} : f16
  %0 = softplus.softplus_grad %a, %a threshold 8.4 : f16
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} : bf16
  %1 = softplus.softplus_grad %b, %b threshold 6.3 : bf16
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} : f32
  %2 = softplus.softplus_grad %c, %c threshold 17.4 : f32
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} threshold 0x7FF0000000000000 : f64
  %3 = softplus.softplus_grad %d, %d threshold 37.5 : f64
  return %0, %1, %2, %3 : f16, bf16, f32, f64
}

// CHECK-LABEL: @softplus_grad_visible_threshold_no
func.func @softplus_grad_visible_threshold_no(%a: f16, %b: bf16, %c: f32, %d: f64) -> (f16, bf16, f32, f64) {
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} threshold 8.300000e+00 : f16
  %0 = softplus.softplus_grad %a, %a threshold 8.3 : f16
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} threshold 6.200000e+00 : bf16
  %1 = softplus.softplus_grad %b, %b threshold 6.2 : bf16
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} threshold 1.730000e+01 : f32
  %2 = softplus.softplus_grad %c, %c threshold 17.3 : f32
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} threshold 3.700000e+01 : f64
  %3 = softplus.softplus_grad %d, %d threshold 37.0 : f64
  return %0, %1, %2, %3 : f16, bf16, f32, f64
}

//===----------------------------------------------------------------------===//
// Power-of-two scales
//===----------------------------------------------------------------------===//

// CHECK-LABEL: @divf_softplus_mulf_f32
// CHECK-SAME:    %[[X:.*]]: f32
func.func @divf_softplus_mulf_f32(%x: f32) -> f32 {
  %c = arith.constant 4.0 : f32
  // CHECK: %[[Y:.*]] = softplus.softplus %[[X]] beta 2.000000e+00 threshold 3.000000e+00 fastmath<reassoc,nnan> : f32
  // CHECK-NEXT: return %[[Y]]
  %0 = arith.mulf %x, %c fastmath<reassoc> : f32
  %1 = softplus.softplus %0 beta 0.5 threshold 3.0 fastmath<reassoc,nnan> : f32
  %2 = arith.divf %1, %c fastmath<reassoc> : f32
  return %2 : f32
}

// CHECK-LABEL: @mulf_softplus_mulf_vector
// CHECK-SAME:    %[[X:.*]]: vector<8xf16>
func.func @mulf_softplus_mulf_vector(%x: vector<8xf16>) -> vector<8xf16> {
  %c = arith.constant dense<0.25> : vector<8xf16>
  %d = arith.constant dense<4.0> : vector<8xf16>
  // CHECK: %[[Y:.*]] = softplus.softplus %[[X]] beta 2.500000e-01 fastmath<reassoc> : vector<8xf16>
  // CHECK-NEXT: return %[[Y]]
  %0 = arith.mulf %x, %c fastmath<reassoc> : vector<8xf16>
  %1 = softplus.softplus %0 fastmath<reassoc> : vector<8xf16>
  %2 = arith.mulf %1, %d fastmath<reassoc> : vector<8xf16>
  return %2 : vector<8xf16>
}

// In f32, 2 x overflows for x = 2e38: without reassoc the infinity stays.
// CHECK-LABEL: @divf_softplus_mulf_without_reassoc_f32_no
func.func @divf_softplus_mulf_without_reassoc_f32_no(%x: f32) -> (f32, f32, f32) {
  %c = arith.constant 2.0 : f32
  // CHECK-COUNT-3: arith.divf
  %0 = arith.mulf %x, %c : f32
  %1 = softplus.softplus %0 fastmath<reassoc> : f32
  %2 = arith.divf %1, %c fastmath<reassoc> : f32
  %3 = arith.mulf %x, %c fastmath<reassoc> : f32
  %4 = softplus.softplus %3 : f32
  %5 = arith.divf %4, %c fastmath<reassoc> : f32
  %6 = softplus.softplus %3 fastmath<reassoc> : f32
  %7 = arith.divf %6, %c : f32
  return %2, %5, %7 : f32, f32, f32
}

// CHECK-LABEL: @divf_softplus_mulf_not_power_of_two_f32_no
func.func @divf_softplus_mulf_not_power_of_two_f32_no(%x: f32) -> f32 {
  %c = arith.constant 3.0 : f32
  // CHECK: arith.divf
  %0 = arith.mulf %x, %c fastmath<reassoc> : f32
  %1 = softplus.softplus %0 fastmath<reassoc> : f32
  %2 = arith.divf %1, %c fastmath<reassoc> : f32
  return %2 : f32
}

// CHECK-LABEL: @divf_softplus_mulf_other_scale_f32_no
func.func @divf_softplus_mulf_other_scale_f32_no(%x: f32) -> (f32, f32) {
  %c = arith.constant 2.0 : f32
  %d = arith.constant 4.0 : f32
  // CHECK: arith.divf
  // CHECK: arith.mulf %{{.*}}, %{{.*}} fastmath<reassoc>
  %0 = arith.mulf %x, %c fastmath<reassoc> : f32
  %1 = softplus.softplus %0 fastmath<reassoc> : f32
  %2 = arith.divf %1, %d fastmath<reassoc> : f32
  %3 = arith.mulf %1, %c fastmath<reassoc> : f32
  return %2, %3 : f32, f32
}

// CHECK-LABEL: @divf_softplus_mulf_negative_scale_f32_no
func.func @divf_softplus_mulf_negative_scale_f32_no(%x: f32) -> f32 {
  %c = arith.constant -2.0 : f32
  // CHECK: arith.divf
  %0 = arith.mulf %x, %c fastmath<reassoc> : f32
  %1 = softplus.softplus %0 fastmath<reassoc> : f32
  %2 = arith.divf %1, %c fastmath<reassoc> : f32
  return %2 : f32
}

// The product of beta and the scale would be infinite in f32.
// CHECK-LABEL: @divf_softplus_mulf_beta_overflow_f32_no
func.func @divf_softplus_mulf_beta_overflow_f32_no(%x: f32) -> f32 {
  %c = arith.constant 1.6777216e7 : f32
  // CHECK: arith.divf
  %0 = arith.mulf %x, %c fastmath<reassoc> : f32
  %1 = softplus.softplus %0 beta 1.0e38 fastmath<reassoc> : f32
  %2 = arith.divf %1, %c fastmath<reassoc> : f32
  return %2 : f32
}

//===----------------------------------------------------------------------===//
// Common subexpressions and inlining come from traits and interfaces
//===----------------------------------------------------------------------===//

// CHECK-LABEL: @softplus_dead
func.func @softplus_dead(%x: f32) {
  // CHECK-NEXT: return
  %0 = softplus.softplus %x : f32
  return
}

// RUN: softplus-opt %s -split-input-file -verify-diagnostics

func.func @beta_nan(%x: f32) {
  // expected-error @+1 {{'softplus.softplus' op attribute 'beta' must be finite and nonzero in the compute type 'f32', but got 0x7FF8000000000000 : f64}}
  %0 = softplus.softplus %x beta 0x7FF8000000000000 : f32
  return
}

// -----

func.func @beta_infinite(%x: f64) {
  // expected-error @+1 {{'softplus.softplus' op attribute 'beta' must be finite and nonzero in the compute type 'f64', but got 0xFFF0000000000000 : f64}}
  %0 = softplus.softplus %x beta 0xFFF0000000000000 : f64
  return
}

// -----

func.func @beta_zero(%x: tensor<*xf16>) {
  // expected-error @+1 {{'softplus.softplus' op attribute 'beta' must be finite and nonzero in the compute type 'f32', but got -0.000000e+00 : f64}}
  %0 = softplus.softplus %x beta -0.0 : tensor<*xf16>
  return
}

// -----

func.func @beta_rounds_to_zero(%x: vector<4xf32>) {
  // expected-error @+1 {{must be finite and nonzero in the compute type 'f32', but got 9.9999999999999997E-61 : f64, which rounds to 0.000000e+00 : f32}}
  %0 = softplus.softplus %x beta 1.0e-60 : vector<4xf32>
  return
}

// -----

func.func @beta_rounds_to_infinity(%x: bf16) {
  // expected-error @+1 {{must be finite and nonzero in the compute type 'f32', but got 9.9999999999999994E+59 : f64, which rounds to 0x7F800000 : f32}}
  %0 = softplus.softplus %x beta 1.0e+60 : bf16
  return
}

// -----

// The same values are legal where the compute type is f64, and a subnormal beta
// is legal where it does not round to zero.
func.func @beta_extreme(%x: f64, %y: f32) {
  %0 = softplus.softplus %x beta 1.0e-60 : f64
  %1 = softplus.softplus %x beta 1.0e+60 : f64
  %2 = softplus.softplus %x beta 4.9e-324 : f64
  %3 = softplus.softplus %y beta 1.4e-45 : f32
  return
}

// -----

func.func @threshold_nan(%x: f32) {
  // expected-error @+1 {{'softplus.softplus' op attribute 'threshold' must not be NaN, but got 0x7FF8000000000000 : f64}}
  %0 = softplus.softplus %x threshold 0x7FF8000000000000 : f32
  return
}

// -----

func.func @grad_beta_zero(%x: f32) {
  // expected-error @+1 {{'softplus.softplus_grad' op attribute 'beta' must be finite and nonzero in the compute type 'f32', but got 0.000000e+00 : f64}}
  %0 = softplus.softplus_grad %x, %x beta 0.0 : f32
  return
}

// -----

func.func @grad_threshold_nan(%x: f32) {
  // expected-error @+1 {{'softplus.softplus_grad' op attribute 'threshold' must not be NaN, but got 0x7FF8000000000000 : f64}}
  %0 = softplus.softplus_grad %x, %x threshold 0x7FF8000000000000 : f32
  return
}

// -----

func.func @operand_integer(%x: i32) {
  // expected-error @+1 {{'softplus.softplus' op operand #0 must be f16-, bf16-, f32- or f64-like, but got 'i32'}}
  %0 = softplus.softplus %x : i32
  return
}

// -----

func.func @operand_index(%x: vector<4xindex>) {
  // expected-error @+1 {{'softplus.softplus' op operand #0 must be f16-, bf16-, f32- or f64-like, but got 'vector<4xindex>'}}
  %0 = softplus.softplus %x : vector<4xindex>
  return
}

// -----

func.func @operand_complex(%x: tensor<4xcomplex<f32>>) {
  // expected-error @+1 {{'softplus.softplus' op operand #0 must be f16-, bf16-, f32- or f64-like, but got 'tensor<4xcomplex<f32>>'}}
  %0 = softplus.softplus %x : tensor<4xcomplex<f32>>
  return
}

// -----

func.func @operand_f80(%x: f80) {
  // expected-error @+1 {{'softplus.softplus' op operand #0 must be f16-, bf16-, f32- or f64-like, but got 'f80'}}
  %0 = softplus.softplus %x : f80
  return
}

// -----

func.func @operand_f8(%x: f8E4M3FN) {
  // expected-error @+1 {{'softplus.softplus' op operand #0 must be f16-, bf16-, f32- or f64-like, but got 'f8E4M3FN'}}
  %0 = softplus.softplus %x : f8E4M3FN
  return
}

// -----

func.func @operand_memref(%x: memref<4xf32>) {
  // expected-error @+1 {{'softplus.softplus' op operand #0 must be f16-, bf16-, f32- or f64-like, but got 'memref<4xf32>'}}
  %0 = softplus.softplus %x : memref<4xf32>
  return
}

// -----

func.func @grad_element_types(%dy: f32, %x: f64) {
  // expected-error @+1 {{'softplus.softplus_grad' op requires the same type for all operands and results}}
  %0 = "softplus.softplus_grad"(%dy, %x) : (f32, f64) -> f64
  return
}

// -----

func.func @grad_shapes(%dy: tensor<?xf32>, %x: tensor<4xf32>) {
  // expected-error @+1 {{'softplus.softplus_grad' op requires the same type for all operands and the result, but got 'tensor<?xf32>' and 'tensor<4xf32>'}}
  %0 = "softplus.softplus_grad"(%dy, %x)
         : (tensor<?xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @result_shape(%x: tensor<?xf32>) {
  // expected-error @+1 {{'softplus.softplus' op requires the same type for all operands and the result, but got 'tensor<?xf32>' and 'tensor<4xf32>'}}
  %0 = "softplus.softplus"(%x) : (tensor<?xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @beta_f32_attribute(%x: f32) {
  // expected-error @+1 {{'softplus.softplus' op attribute 'beta' failed to satisfy constraint: 64-bit float attribute}}
  %0 = "softplus.softplus"(%x) <{beta = 2.0 : f32}> : (f32) -> f32
  return
}

// -----

func.func @unknown_attribute(%x: f32) {
  // expected-error @+1 {{'softplus.softplus' op has the unknown attribute 'alpha' = 2.000000e+00 : f64; allowed are 'accuracy', 'beta', 'fastmath', 'threshold', and discardable attributes with a dialect prefix}}
  %0 = softplus.softplus %x {alpha = 2.0} : f32
  return
}

// -----

func.func @unknown_attribute_generic(%x: f32) {
  // expected-error @+1 {{'softplus.softplus_grad' op has the unknown attribute 'alpha' = 2.000000e+00 : f64; allowed are}}
  %0 = "softplus.softplus_grad"(%x, %x) {alpha = 2.0} : (f32, f32) -> f32
  return
}

// -----

func.func @unknown_clause(%x: f32) {
  // expected-error @+1 {{expected ':'}}
  %0 = softplus.softplus %x alpha 2.0 : f32
  return
}

// -----

func.func @unknown_flag(%x: f32) {
  // expected-error @+2 {{expected ::mlir::arith::FastMathFlags to be one of}}
  // expected-error @+1 {{failed to parse Arith_FastMathAttr}}
  %0 = softplus.softplus %x fastmath<quick> : f32
  return
}

// -----

func.func @beta_missing(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'beta' must be a 64-bit float}}
  %0 = softplus.softplus %x beta : f32
  return
}

// -----

func.func @threshold_list(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus_grad' attribute 'threshold' must be a 64-bit float, but got [1.000000e+00]}}
  %0 = softplus.softplus_grad %x, %x threshold [1.0] : f32
  return
}

// -----

func.func @beta_twice(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'beta' must be given once, but got 2.000000e+00 : f64 as a clause and 3.000000e+00 : f64 in the attribute dictionary}}
  %0 = softplus.softplus %x beta 2.0 {beta = 3.0 : f64} : f32
  return
}

// -----

func.func @threshold_twice(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus_grad' attribute 'threshold' must be given once, but got 2.000000e+00 : f64 as a clause and 3.000000e+00 : f64 in the attribute dictionary}}
  %0 = softplus.softplus_grad %x, %x threshold 2.0 {threshold = 3.0} : f32
  return
}

// -----

func.func @accuracy_twice(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'accuracy' must be given once, but got #softplus.accuracy<correct> as a clause and #softplus.accuracy<fast> in the attribute dictionary}}
  %0 = softplus.softplus %x accuracy<correct> {accuracy = #softplus.accuracy<fast>} : f32
  return
}

// -----

func.func @fastmath_twice(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus_grad' attribute 'fastmath' must be given once, but got #arith.fastmath<nnan> as a clause and #arith.fastmath<afn> in the attribute dictionary}}
  %0 = softplus.softplus_grad %x, %x fastmath<nnan> {fastmath = #arith.fastmath<afn>} : f32
  return
}

// -----

func.func @beta_string(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'beta' must be a 64-bit float, but got "two"}}
  %0 = softplus.softplus %x {beta = "two"} : f32
  return
}

// -----

func.func @threshold_f32(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'threshold' must be a 64-bit float, but got 2.000000e+00 : f32}}
  %0 = softplus.softplus %x {threshold = 2.0 : f32} : f32
  return
}

// -----

func.func @accuracy_string(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'accuracy' must be #softplus.accuracy, one of fast, faithful, correct, but got "fast"}}
  %0 = softplus.softplus %x {accuracy = "fast"} : f32
  return
}

// -----

func.func @fastmath_string(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'fastmath' must be #arith.fastmath, but got "fast"}}
  %0 = softplus.softplus %x {fastmath = "fast"} : f32
  return
}

// -----

func.func @beta_string_property(%x: f32) {
  // expected-error @+1 {{invalid properties {beta = "two"} for op softplus.softplus: Invalid attribute `beta` in property conversion: "two"}}
  %0 = "softplus.softplus"(%x) <{beta = "two"}> : (f32) -> f32
  return
}

// -----

func.func @beta_string_generic(%x: f32) {
  // expected-error @+1 {{'softplus.softplus' op attribute 'beta' failed to satisfy constraint: 64-bit float attribute}}
  %0 = "softplus.softplus"(%x) {beta = "two"} : (f32) -> f32
  return
}

// -----

func.func @accuracy_unknown(%x: f32) {
  // expected-error @+1 {{custom op 'softplus.softplus' attribute 'accuracy' must be one of fast, faithful, correct, but got 'fastest'}}
  %0 = softplus.softplus %x accuracy<fastest> : f32
  return
}

// -----

func.func @accuracy_unknown_attribute(%x: f32) {
  // expected-error @+1 {{attribute 'accuracy' must be one of fast, faithful, correct, but got 'fastest'}}
  %0 = "softplus.softplus"(%x) <{accuracy = #softplus.accuracy<fastest>}> : (f32) -> f32
  return
}

// -----

func.func @accuracy_missing(%x: f32) {
  // expected-error @+1 {{expected '<'}}
  %0 = softplus.softplus %x accuracy : f32
  return
}

// -----

func.func @clauses_out_of_order(%x: f32) {
  // expected-error @+1 {{expected ':'}}
  %0 = softplus.softplus %x threshold 2.0 beta 1.0 : f32
  return
}

// -----

func.func @grad_one_operand(%x: f32) {
  // expected-error @+1 {{expected ','}}
  %0 = softplus.softplus_grad %x : f32
  return
}

// RUN: softplus-opt %s -canonicalize | FileCheck %s

// The values are checked against GNU MPFR by test/unit/EvaluatorTest.cpp.

// CHECK-LABEL: @softplus_scalar
func.func @softplus_scalar() -> (f16, bf16, f32, f64) {
  // CHECK-DAG: %[[A:.*]] = arith.constant 6.933590e-01 : f16
  // CHECK-DAG: %[[B:.*]] = arith.constant 1.312500e+00 : bf16
  // The tail that log(1 + x) loses.
  // CHECK-DAG: %[[C:.*]] = arith.constant 1.38879437E-11 : f32
  // CHECK-DAG: %[[D:.*]] = arith.constant 1.3132616875182228 : f64
  // CHECK: return %[[A]], %[[B]], %[[C]], %[[D]]
  %a = arith.constant 0.0 : f16
  %b = arith.constant 1.0 : bf16
  %c = arith.constant -25.0 : f32
  %d = arith.constant 1.0 : f64
  %0 = softplus.softplus %a : f16
  %1 = softplus.softplus %b : bf16
  %2 = softplus.softplus %c : f32
  %3 = softplus.softplus %d : f64
  return %0, %1, %2, %3 : f16, bf16, f32, f64
}

// The sign of a NaN has no meaning.
// CHECK-LABEL: @softplus_special_values
func.func @softplus_special_values() -> tensor<4xf32> {
  // CHECK: arith.constant dense<[0x{{[7F]}}FC00000, 0x7F800000, 0.000000e+00, 0.693147182]>
  %x = arith.constant dense<[0x7FC00000, 0x7F800000, 0xFF800000, -0.0]> : tensor<4xf32>
  %0 = softplus.softplus %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: @softplus_splat
func.func @softplus_splat() -> (tensor<4x8xf32>, vector<[4]xf32>) {
  // CHECK-DAG: arith.constant dense<1.06346405> : tensor<4x8xf32>
  // CHECK-DAG: arith.constant dense<1.06346405> : vector<[4]xf32>
  %x = arith.constant dense<1.0> : tensor<4x8xf32>
  %v = arith.constant dense<1.0> : vector<[4]xf32>
  %0 = softplus.softplus %x beta 2.0 : tensor<4x8xf32>
  %1 = softplus.softplus %v beta 2.0 : vector<[4]xf32>
  return %0, %1 : tensor<4x8xf32>, vector<[4]xf32>
}

// A resource folds to a resource, so that weights stay out of the text.
// CHECK-LABEL: @softplus_resource
func.func @softplus_resource() -> tensor<4xf32> {
  // CHECK: arith.constant dense_resource<[[NAME:softplus.*]]> : tensor<4xf32>
  %x = arith.constant dense_resource<weights> : tensor<4xf32>
  %0 = softplus.softplus %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}

// Equal results are a splat, whole.
// CHECK-LABEL: @softplus_resource_equal
func.func @softplus_resource_equal() -> tensor<4xf32> {
  // CHECK: arith.constant dense<0.693147182> : tensor<4xf32>
  %x = arith.constant dense_resource<zeros> : tensor<4xf32>
  %0 = softplus.softplus %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}

// A resource without data stays as it is.
// CHECK-LABEL: @softplus_resource_absent_no
func.func @softplus_resource_absent_no() -> tensor<4xf32> {
  // CHECK: softplus.softplus
  %x = arith.constant dense_resource<absent> : tensor<4xf32>
  %0 = softplus.softplus %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}

// So does one whose size is not that of its type.
// CHECK-LABEL: @softplus_resource_size_no
func.func @softplus_resource_size_no() -> tensor<5xf32> {
  // CHECK: softplus.softplus
  %x = arith.constant dense_resource<weights> : tensor<5xf32>
  %0 = softplus.softplus %x : tensor<5xf32>
  return %0 : tensor<5xf32>
}

// CHECK-LABEL: @softplus_poison
func.func @softplus_poison(%x: f32) -> (f32, f32, f32) {
  // CHECK: %[[P:.*]] = ub.poison : f32
  // CHECK: return %[[P]], %[[P]], %[[P]]
  %p = ub.poison : f32
  %0 = softplus.softplus %p : f32
  %1 = softplus.softplus_grad %p, %x : f32
  %2 = softplus.softplus_grad %x, %p : f32
  return %0, %1, %2 : f32, f32, f32
}

// CHECK-LABEL: @softplus_variable_no
func.func @softplus_variable_no(%x: f32) -> f32 {
  // CHECK: softplus.softplus
  %0 = softplus.softplus %x : f32
  return %0 : f32
}

// CHECK-LABEL: @softplus_grad_constant
func.func @softplus_grad_constant() -> (f64, tensor<2xf32>) {
  // CHECK-DAG: arith.constant 2.1931757358900148 : f64
  // CHECK-DAG: arith.constant dense<[5.000000e-01, 2.000000e+00]> : tensor<2xf32>
  %dy = arith.constant 3.0 : f64
  %x = arith.constant 1.0 : f64
  %dt = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %t = arith.constant dense<[0.0, 21.0]> : tensor<2xf32>
  %0 = softplus.softplus_grad %dy, %x : f64
  %1 = softplus.softplus_grad %dt, %t : tensor<2xf32>
  return %0, %1 : f64, tensor<2xf32>
}

// CHECK-LABEL: @softplus_grad_resources
func.func @softplus_grad_resources() -> tensor<4xf32> {
  // CHECK: arith.constant dense_resource<softplus{{.*}}> : tensor<4xf32>
  %dy = arith.constant dense<2.0> : tensor<4xf32>
  %x = arith.constant dense_resource<weights> : tensor<4xf32>
  %0 = softplus.softplus_grad %dy, %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}

// Above the threshold the gradient is dy.
// CHECK-LABEL: @softplus_grad_above_threshold
// CHECK-SAME:    %[[DY:.*]]: f32, %[[DV:.*]]: vector<4xf32>
func.func @softplus_grad_above_threshold(%dy: f32, %dv: vector<4xf32>) -> (f32, vector<4xf32>, f32) {
  // CHECK: return %[[DY]], %[[DV]], %[[DY]]
  %x = arith.constant 11.0 : f32
  %v = arith.constant dense<3.0> : vector<4xf32>
  %n = arith.constant -1.0 : f32
  %0 = softplus.softplus_grad %dy, %x beta 2.0 : f32
  %1 = softplus.softplus_grad %dv, %v threshold 2.5 : vector<4xf32>
  %2 = softplus.softplus_grad %dy, %n beta -4.0 threshold 3.0 : f32
  return %0, %1, %2 : f32, vector<4xf32>, f32
}

// CHECK-LABEL: @softplus_grad_at_threshold_no
func.func @softplus_grad_at_threshold_no(%dy: f32) -> (f32, f32) {
  // CHECK-COUNT-2: softplus.softplus_grad
  %x = arith.constant 10.0 : f32
  %n = arith.constant 1.0 : f32
  %0 = softplus.softplus_grad %dy, %x beta 2.0 threshold 20.0 : f32
  %1 = softplus.softplus_grad %dy, %n beta -4.0 threshold 3.0 : f32
  return %0, %1 : f32, f32
}

{-#
  dialect_resources: {
    builtin: {
      weights: "0x040000000000000000000080000080BF0000803F",
      zeros: "0x0400000000000000000000000000000000000000"
    }
  }
#-}

// RUN: softplus-opt %s -convert-softplus-to-arith -canonicalize -cse | FileCheck %s
// RUN: softplus-opt %s -convert-softplus-to-arith=accuracy=correct -canonicalize -cse \
// RUN: | FileCheck %s --check-prefix=CORRECT

// What the kernels compute is tested in bits by test/unit; here it matters what
// they are made of.

// CHECK-LABEL: @softplus_f64
// CHECK-NOT:     {{math\.(exp|log)|call|fastmath|divf}}
// CHECK:         return
func.func @softplus_f64(%x: f64) -> f64 {
  %0 = softplus.softplus %x fastmath<nnan,ninf> : f64
  return %0 : f64
}

// A threshold that f64 shows is one comparison of x.
// CHECK-LABEL: @softplus_threshold_f64
// CHECK-SAME:    %[[X:.*]]: f64
// CHECK:         %[[TAU:.*]] = arith.constant 5.000000e+00 : f64
// CHECK:         %[[P:.*]] = arith.cmpf olt, %[[TAU]], %[[X]] : f64
// CHECK-NEXT:    %[[Y:.*]] = arith.select %[[P]], %[[X]],
// CHECK-NEXT:    return %[[Y]]
func.func @softplus_threshold_f64(%x: f64) -> f64 {
  %0 = softplus.softplus %x beta 2.0 threshold 10.0 : f64
  return %0 : f64
}

// At beta 1, f32 is computed in f32, unless it is to be correctly rounded.
// CHECK-LABEL:   @softplus_f32
// CHECK-COUNT-2:   arith.mulf
// CHECK-NOT:       f64
// CHECK:           return
// CORRECT-LABEL: @softplus_f32
// CORRECT:         arith.extf %{{.*}} : vector<4xf32> to vector<4xf64>
// CORRECT:         return
func.func @softplus_f32(%x: vector<4xf32>) -> vector<4xf32> {
  %0 = softplus.softplus %x : vector<4xf32>
  return %0 : vector<4xf32>
}

// Gradients of halves are computed in f32, without a division.
// CHECK-LABEL: @softplus_grad_f16
// CHECK-NOT:     {{f64|divf}}
// CHECK:         return
// CORRECT-LABEL: @softplus_grad_f16
// CORRECT:         arith.divf {{.*}} : f64
// CORRECT:         return
func.func @softplus_grad_f16(%dy: f16, %x: f16) -> f16 {
  %0 = softplus.softplus_grad %dy, %x beta 0.7 : f16
  return %0 : f16
}

// The flag selects the fast kernel, which has one multiplication, whatever the
// option says.
// CHECK-LABEL:   @softplus_afn
// CHECK-COUNT-1:   arith.mulf
// CHECK-NOT:       {{arith.mulf|f64}}
// CHECK:           return
// CORRECT-LABEL: @softplus_afn
// CORRECT-NOT:     f64
// CORRECT:         return
func.func @softplus_afn(%x: f32) -> f32 {
  %0 = softplus.softplus %x fastmath<afn> : f32
  return %0 : f32
}

// f32 and halves compute in f32 but where beta is too far from 1.
// CHECK-LABEL: @softplus_beta_f32
// CHECK-NOT:     f64
// CHECK:         return
func.func @softplus_beta_f32(%x: f32) -> (f32, f32) {
  %0 = softplus.softplus %x beta 0.7 : f32
  %1 = softplus.softplus %x beta 1.0e-06 fastmath<afn> : f32
  return %0, %1 : f32, f32
}

// CHECK-LABEL: @softplus_extreme_beta_f32
// CHECK:         arith.extf %{{.*}} : f32 to f64
// CHECK:         arith.truncf %{{.*}} : f64 to f32
func.func @softplus_extreme_beta_f32(%x: f32) -> f32 {
  %0 = softplus.softplus %x beta 1.0e+10 : f32
  return %0 : f32
}

// CHECK-LABEL: @softplus_f16
// CHECK-SAME:    %[[X:.*]]: vector<4xf16>
// CHECK:         arith.extf %[[X]] : vector<4xf16> to vector<4xf32>
// CHECK-NOT:     f64
// CHECK:         arith.truncf %{{.*}} : vector<4xf32> to vector<4xf16>
func.func @softplus_f16(%x: vector<4xf16>) -> vector<4xf16> {
  %0 = softplus.softplus %x : vector<4xf16>
  return %0 : vector<4xf16>
}

// At this beta two inputs are misrounded: their results are replaced.
// CHECK-LABEL: @softplus_f16_fix_up
// CHECK:         %[[X:.*]] = arith.extf %{{.*}} : f16 to f32
// CHECK:         %[[IS:.*]] = arith.cmpf oeq, %[[X]], %{{.*}} : f32
// CHECK:         %[[Y:.*]] = arith.select %[[IS]], %{{.*}}, %{{.*}} : f32
// CHECK:         %[[IS2:.*]] = arith.cmpf oeq, %[[X]], %{{.*}} : f32
// CHECK:         %[[Y2:.*]] = arith.select %[[IS2]], %{{.*}}, %[[Y]] : f32
// CHECK-NEXT:    arith.truncf %[[Y2]] : f32 to f16
func.func @softplus_f16_fix_up(%x: f16) -> f16 {
  %0 = softplus.softplus %x beta 0.7 : f16
  return %0 : f16
}

// And at this one a whole interval of inputs.
// CHECK-LABEL: @softplus_f16_interval
// CHECK:         %[[X:.*]] = arith.extf %{{.*}} : f16 to f32
// CHECK:         %[[ABOVE:.*]] = arith.cmpf olt, %{{[^,]*}}, %[[X]] : f32
// CHECK-NEXT:    %[[Y:.*]] = arith.select %[[ABOVE]], %{{.*}}, %{{.*}} : f32
// CHECK-NEXT:    arith.truncf %[[Y]] : f32 to f16
func.func @softplus_f16_interval(%x: f16) -> f16 {
  %0 = softplus.softplus %x beta 0.0138155101 : f16
  return %0 : f16
}

// bf16 is extended and rounded in integers, the same on every target.
// CHECK-LABEL: @softplus_bf16
// CHECK-SAME:    %[[X:.*]]: vector<4xbf16>
// CHECK:         arith.bitcast %[[X]] : vector<4xbf16> to vector<4xi16>
// CHECK-NOT:     {{extf|truncf}}
// CHECK:         %[[BITS:.*]] = arith.trunci %{{.*}} : vector<4xi32> to vector<4xi16>
// CHECK-NEXT:    %[[Y:.*]] = arith.bitcast %[[BITS]] : vector<4xi16> to vector<4xbf16>
// CHECK-NEXT:    return %[[Y]]
func.func @softplus_bf16(%x: vector<4xbf16>) -> vector<4xbf16> {
  %0 = softplus.softplus %x : vector<4xbf16>
  return %0 : vector<4xbf16>
}

// CHECK-LABEL: @softplus_grad_scalable_vector
// CHECK:         math.fma {{.*}} : vector<2x[4]xf64>
func.func @softplus_grad_scalable_vector(%dy: vector<2x[4]xf64>, %x: vector<2x[4]xf64>) -> vector<2x[4]xf64> {
  %0 = softplus.softplus_grad %dy, %x beta 0.7 : vector<2x[4]xf64>
  return %0 : vector<2x[4]xf64>
}

// CHECK-LABEL: @softplus_dynamic_tensor
// CHECK:         tensor.splat %{{.*}} : tensor<?x8xf64>
func.func @softplus_dynamic_tensor(%x: tensor<?x8xf64>) -> tensor<?x8xf64> {
  %0 = softplus.softplus %x : tensor<?x8xf64>
  return %0 : tensor<?x8xf64>
}

// RUN: softplus-opt %s -convert-softplus-to-math -canonicalize \
// RUN:   | FileCheck %s --check-prefixes=CHECK,EXPAND
// RUN: softplus-opt %s -convert-softplus-to-math=log1p=op -canonicalize \
// RUN:   | FileCheck %s --check-prefixes=CHECK,OP
// RUN: not softplus-opt %s -convert-softplus-to-math=log1p=log 2>&1 \
// RUN:   | FileCheck %s --check-prefix=VALUE

// VALUE: Cannot find option named 'log'!

// CHECK-LABEL: @softplus_f32
// CHECK-SAME:    %[[X:.*]]: f32
func.func @softplus_f32(%x: f32) -> f32 {
  // CHECK-DAG:  %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
  // EXPAND-DAG: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
  // CHECK:      %[[T:.*]] = math.absf %[[X]] : f32
  // CHECK:      %[[N:.*]] = arith.negf %[[T]] : f32
  // CHECK:      %[[U:.*]] = math.exp %[[N]] : f32
  // EXPAND:     %[[W:.*]] = arith.addf %[[U]], %[[ONE]] : f32
  // EXPAND:     %[[D:.*]] = arith.subf %[[W]], %[[ONE]] : f32
  // EXPAND:     %[[C:.*]] = arith.subf %[[U]], %[[D]] : f32
  // EXPAND:     %[[Q:.*]] = arith.divf %[[C]], %[[W]] : f32
  // EXPAND:     %[[LOG:.*]] = math.log %[[W]] : f32
  // EXPAND:     %[[L:.*]] = arith.addf %[[LOG]], %[[Q]] : f32
  // OP:         %[[L:.*]] = math.log1p %[[U]] : f32
  // CHECK:      %[[M:.*]] = arith.maximumf %[[X]], %[[ZERO]] : f32
  // CHECK:      %[[Y:.*]] = arith.addf %[[M]], %[[L]] : f32
  // CHECK:      return %[[Y]]
  %0 = softplus.softplus %x : f32
  return %0 : f32
}

// Above one, beta only divides. The f64 result shows the threshold.
// CHECK-LABEL: @softplus_beta_f64
// CHECK-SAME:    %[[X:.*]]: f64
func.func @softplus_beta_f64(%x: f64) -> f64 {
  // CHECK-DAG: %[[BETA:.*]] = arith.constant 3.000000e+00 : f64
  // CHECK-DAG: %[[TAU:.*]] = arith.constant 2.000000e+01 : f64
  // CHECK:     %[[Z:.*]] = arith.mulf %[[X]], %[[BETA]] : f64
  // EXPAND:    math.log
  // EXPAND:    %[[L:.*]] = arith.addf
  // OP:        %[[L:.*]] = math.log1p
  // CHECK:     %[[Q:.*]] = arith.divf %[[L]], %[[BETA]] : f64
  // CHECK:     %[[S:.*]] = arith.addf %{{.*}}, %[[Q]] : f64
  // CHECK:     %[[P:.*]] = arith.cmpf ogt, %[[Z]], %[[TAU]] : f64
  // CHECK:     %[[Y:.*]] = arith.select %[[P]], %[[X]], %[[S]] : f64
  // CHECK:     return %[[Y]]
  %0 = softplus.softplus %x beta 3.0 : f64
  return %0 : f64
}

// Below one, the tail is the fourth power of a scaled root: 0.03125 = 2^-5, the
// scale is 2^2 and the divisor 2^-5 2^8.
// CHECK-LABEL: @softplus_small_beta_f32
// CHECK-SAME:    %[[X:.*]]: f32
func.func @softplus_small_beta_f32(%x: f32) -> f32 {
  // CHECK-DAG: %[[BETA:.*]] = arith.constant 3.125000e-02 : f32
  // CHECK-DAG: %[[START:.*]] = arith.constant 1.700000e+01 : f32
  // CHECK-DAG: %[[QUARTER:.*]] = arith.constant 2.500000e-01 : f32
  // CHECK-DAG: %[[SCALE:.*]] = arith.constant 4.000000e+00 : f32
  // CHECK-DAG: %[[DIVISOR:.*]] = arith.constant 8.000000e+00 : f32
  // CHECK:     %[[T:.*]] = math.absf
  // CHECK:     %[[TAIL:.*]] = arith.cmpf ogt, %[[T]], %[[START]] : f32
  // CHECK:     %[[T4:.*]] = arith.mulf %[[T]], %[[QUARTER]] : f32
  // CHECK:     %[[E:.*]] = arith.select %[[TAIL]], %[[T4]], %[[T]] : f32
  // CHECK:     %[[N:.*]] = arith.negf %[[E]] : f32
  // CHECK:     %[[U:.*]] = math.exp %[[N]] : f32
  // EXPAND:    math.log
  // EXPAND:    %[[L:.*]] = arith.addf
  // OP:        %[[L:.*]] = math.log1p %[[U]] : f32
  // CHECK:     %[[BODY:.*]] = arith.divf %[[L]], %[[BETA]] : f32
  // CHECK:     %[[R:.*]] = arith.mulf %[[U]], %[[SCALE]] : f32
  // CHECK:     %[[R2:.*]] = arith.mulf %[[R]], %[[R]] : f32
  // CHECK:     %[[R4:.*]] = arith.mulf %[[R2]], %[[R2]] : f32
  // CHECK:     %[[TAILV:.*]] = arith.divf %[[R4]], %[[DIVISOR]] : f32
  // CHECK:     arith.select %[[TAIL]], %[[TAILV]], %[[BODY]] : f32
  %0 = softplus.softplus %x beta 0.03125 : f32
  return %0 : f32
}

// A negative beta means minus the softplus of -x at -beta.
// CHECK-LABEL: @softplus_negative_beta_f32
// CHECK-SAME:    %[[X:.*]]: f32
func.func @softplus_negative_beta_f32(%x: f32) -> f32 {
  // CHECK-DAG: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
  // CHECK-DAG: %[[BETA:.*]] = arith.constant 2.000000e+00 : f32
  // CHECK:     %[[MINUS:.*]] = arith.negf %[[X]] : f32
  // CHECK:     arith.mulf %[[MINUS]], %[[BETA]] : f32
  // CHECK:     %[[Q:.*]] = arith.divf %{{.*}}, %[[BETA]] : f32
  // CHECK:     %[[M:.*]] = arith.maximumf %[[MINUS]], %[[ZERO]] : f32
  // CHECK:     %[[S:.*]] = arith.addf %[[M]], %[[Q]] : f32
  // CHECK:     %[[Y:.*]] = arith.negf %[[S]] : f32
  // CHECK:     return %[[Y]]
  %0 = softplus.softplus %x beta -2.0 : f32
  return %0 : f32
}

// Halves are computed in f32 and rounded once.
// CHECK-LABEL: @softplus_bf16
// CHECK-SAME:    %[[X:.*]]: vector<4xbf16>
func.func @softplus_bf16(%x: vector<4xbf16>) -> vector<4xbf16> {
  // CHECK:     %[[WIDE:.*]] = arith.extf %[[X]] : vector<4xbf16> to vector<4xf32>
  // CHECK:     arith.maximumf
  // CHECK-NOT: bf16
  // CHECK:     %[[S:.*]] = arith.addf %{{.*}} : vector<4xf32>
  // CHECK:     %[[Y:.*]] = arith.truncf %[[S]] : vector<4xf32> to vector<4xbf16>
  // CHECK:     return %[[Y]]
  %0 = softplus.softplus %x : vector<4xbf16>
  return %0 : vector<4xbf16>
}

// The same threshold shows in f16 and is an error of rounding in bf16.
// CHECK-LABEL: @softplus_threshold_f16
func.func @softplus_threshold_f16(%x: f16) -> f16 {
  // CHECK: arith.cmpf ogt
  %0 = softplus.softplus %x threshold 5.0 : f16
  return %0 : f16
}

// CHECK-LABEL: @softplus_threshold_bf16_no
func.func @softplus_threshold_bf16_no(%x: bf16) -> bf16 {
  // CHECK-NOT: arith.cmpf
  %0 = softplus.softplus %x threshold 5.0 : bf16
  return %0 : bf16
}

// Flags are carried over; ninf leaves what may overflow on the way, and all leave
// the correction of the logarithm, which they would let vanish.
// CHECK-LABEL: @softplus_fastmath_f32
func.func @softplus_fastmath_f32(%x: f32) -> f32 {
  // CHECK: arith.mulf %{{.*}} fastmath<nnan,contract> : f32
  // CHECK: math.absf %{{.*}} fastmath<nnan,contract> : f32
  // CHECK: arith.negf %{{.*}} fastmath<nnan,contract> : f32
  // CHECK: math.exp %{{.*}} fastmath<nnan,contract> : f32
  // EXPAND: %[[W:.*]] = arith.addf %{{[^ ]*}}, %{{[^ ]*}} : f32
  // EXPAND: %[[D:.*]] = arith.subf %[[W]], %{{[^ ]*}} : f32
  // EXPAND: %[[C:.*]] = arith.subf %{{[^ ]*}}, %[[D]] : f32
  // EXPAND: %[[Q:.*]] = arith.divf %[[C]], %[[W]] : f32
  // EXPAND: %[[LOG:.*]] = math.log %{{.*}} fastmath<nnan,ninf,contract> : f32
  // EXPAND: arith.addf %[[LOG]], %[[Q]] : f32
  // OP: math.log1p %{{.*}} fastmath<nnan,ninf,contract> : f32
  // CHECK: arith.divf %{{.*}} fastmath<nnan,ninf,contract> : f32
  // CHECK: arith.maximumf %{{.*}} fastmath<nnan,ninf,contract> : f32
  // CHECK: arith.addf %{{.*}} fastmath<nnan,ninf,contract> : f32
  %0 = softplus.softplus %x beta 2.0 fastmath<nnan,ninf,contract> : f32
  return %0 : f32
}

// The order of the products that keeps the tail in range is no flag's to change.
// CHECK-LABEL: @softplus_small_beta_fastmath_f32
func.func @softplus_small_beta_fastmath_f32(%x: f32) -> f32 {
  // CHECK: math.exp
  // CHECK: %[[R:.*]] = arith.mulf %{{[^ ]*}}, %{{[^ ]*}} : f32
  // CHECK: %[[R2:.*]] = arith.mulf %[[R]], %[[R]] : f32
  // CHECK: arith.mulf %[[R2]], %[[R2]] : f32
  %0 = softplus.softplus %x beta 0.03125 fastmath<fast> : f32
  return %0 : f32
}

// CHECK-LABEL: @softplus_grad_fastmath_f32
// CHECK-SAME:    %[[DY:.*]]: f32, %[[X:.*]]: f32
func.func @softplus_grad_fastmath_f32(%dy: f32, %x: f32) -> f32 {
  // CHECK: arith.divf %{{.*}} fastmath<fast> : f32
  // CHECK: %[[D1:.*]] = arith.mulf %[[DY]], %[[U:.*]] : f32
  // CHECK: %[[D2:.*]] = arith.mulf %[[D1]], %[[U]] : f32
  // CHECK: %[[D3:.*]] = arith.mulf %[[D2]], %[[U]] : f32
  // CHECK: arith.mulf %[[D3]], %[[U]] : f32
  %0 = softplus.softplus_grad %dy, %x fastmath<fast> : f32
  return %0 : f32
}

// A negative beta means the gradient at -x and -beta.
// CHECK-LABEL: @softplus_grad_negative_beta_f32
// CHECK-SAME:    %[[DY:.*]]: f32, %[[X:.*]]: f32
func.func @softplus_grad_negative_beta_f32(%dy: f32, %x: f32) -> f32 {
  // CHECK-DAG: %[[BETA:.*]] = arith.constant 2.000000e+00 : f32
  // CHECK-DAG: %[[MINUS:.*]] = arith.negf %[[X]] : f32
  // CHECK:     arith.mulf %[[MINUS]], %[[BETA]] : f32
  // CHECK:     arith.divf
  // CHECK:     %[[G:.*]] = arith.select
  // CHECK:     return %[[G]]
  %0 = softplus.softplus_grad %dy, %x beta -2.0 : f32
  return %0 : f32
}

// CHECK-LABEL: @softplus_grad_f32
// CHECK-SAME:    %[[DY:.*]]: f32, %[[X:.*]]: f32
func.func @softplus_grad_f32(%dy: f32, %x: f32) -> f32 {
  // CHECK-DAG: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
  // CHECK-DAG: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
  // CHECK-DAG: %[[START:.*]] = arith.constant -1.700000e+01 : f32
  // CHECK:     %[[TAIL:.*]] = arith.cmpf olt, %[[X]], %[[START]] : f32
  // CHECK:     %[[U:.*]] = math.exp
  // CHECK:     %[[POS:.*]] = arith.cmpf oge, %[[X]], %[[ZERO]] : f32
  // CHECK:     %[[F:.*]] = arith.select %[[POS]], %[[ONE]], %[[U]] : f32
  // CHECK:     %[[NUM:.*]] = arith.mulf %[[DY]], %[[F]] : f32
  // CHECK:     %[[DEN:.*]] = arith.addf %[[U]], %[[ONE]] : f32
  // CHECK:     %[[BODY:.*]] = arith.divf %[[NUM]], %[[DEN]] : f32
  // CHECK:     %[[D1:.*]] = arith.mulf %[[DY]], %[[U]] : f32
  // CHECK:     %[[D2:.*]] = arith.mulf %[[D1]], %[[U]] : f32
  // CHECK:     %[[D3:.*]] = arith.mulf %[[D2]], %[[U]] : f32
  // CHECK:     %[[D4:.*]] = arith.mulf %[[D3]], %[[U]] : f32
  // CHECK:     arith.select %[[TAIL]], %[[D4]], %[[BODY]] : f32
  %0 = softplus.softplus_grad %dy, %x : f32
  return %0 : f32
}

// The gradient is dy above the threshold.
// CHECK-LABEL: @softplus_grad_threshold_f64
// CHECK-SAME:    %[[DY:.*]]: f64, %[[X:.*]]: f64
func.func @softplus_grad_threshold_f64(%dy: f64, %x: f64) -> f64 {
  // CHECK: %[[P:.*]] = arith.cmpf ogt, %[[X]]
  // CHECK: %[[R:.*]] = arith.select %[[P]], %[[DY]]
  // CHECK: return %[[R]]
  %0 = softplus.softplus_grad %dy, %x : f64
  return %0 : f64
}

// Constants of a dynamic shape are splats of its sizes.
// CHECK-LABEL: @softplus_dynamic_tensor
// CHECK-SAME:    %[[X:.*]]: tensor<?x8x?xf32>
func.func @softplus_dynamic_tensor(%x: tensor<?x8x?xf32>) -> tensor<?x8x?xf32> {
  // CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
  // CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
  // CHECK-DAG: %[[D0:.*]] = tensor.dim %[[X]], %[[C0]]
  // CHECK-DAG: %[[D2:.*]] = tensor.dim %[[X]], %[[C2]]
  // CHECK:     tensor.splat %{{.*}}[%[[D0]], %[[D2]]] : tensor<?x8x?xf32>
  %0 = softplus.softplus %x : tensor<?x8x?xf32>
  return %0 : tensor<?x8x?xf32>
}

// CHECK-LABEL: @softplus_scalable_vector
func.func @softplus_scalable_vector(%x: vector<2x[4]xf32>) -> vector<2x[4]xf32> {
  // CHECK: arith.constant dense<0.000000e+00> : vector<2x[4]xf32>
  // EXPAND: math.log %{{.*}} : vector<2x[4]xf32>
  // OP: math.log1p %{{.*}} : vector<2x[4]xf32>
  %0 = softplus.softplus %x : vector<2x[4]xf32>
  return %0 : vector<2x[4]xf32>
}

// RUN: softplus-opt %s | FileCheck %s
// RUN: softplus-opt %s | softplus-opt | FileCheck %s
// RUN: softplus-opt %s --emit-bytecode | softplus-opt | FileCheck %s
// RUN: softplus-opt %s --mlir-print-op-generic | softplus-opt | FileCheck %s

// CHECK-LABEL: @softplus_defaults
func.func @softplus_defaults(%a: f16, %b: bf16, %c: f32, %d: f64) {
  // CHECK: softplus.softplus %{{.*}} : f16
  %0 = softplus.softplus %a : f16
  // CHECK: softplus.softplus %{{.*}} : bf16
  %1 = softplus.softplus %b : bf16
  // CHECK: softplus.softplus %{{.*}} : f32
  %2 = softplus.softplus %c : f32
  // CHECK: softplus.softplus %{{.*}} : f64
  %3 = softplus.softplus %d : f64
  // A clause at its default is not printed.
  // CHECK: softplus.softplus %{{.*}} : f32
  %4 = softplus.softplus %c beta 1.0 threshold 20.0 fastmath<none> : f32
  return
}

// CHECK-LABEL: @softplus_clauses
func.func @softplus_clauses(%x: f32) {
  // CHECK: softplus.softplus %{{.*}} beta 2.000000e+00 : f32
  %0 = softplus.softplus %x beta 2.0 : f32
  // CHECK: softplus.softplus %{{.*}} threshold 1.000000e+01 : f32
  %1 = softplus.softplus %x threshold 10.0 : f32
  // CHECK: softplus.softplus %{{.*}} fastmath<nnan,afn> : f32
  %2 = softplus.softplus %x fastmath<nnan, afn> : f32
  // CHECK: softplus.softplus %{{.*}} beta -1.700000e+00 threshold -5.000000e-01 fastmath<fast> {test.tag} : f32
  %3 = softplus.softplus %x beta -1.7 threshold -0.5 fastmath<fast> {test.tag} : f32
  // Infinite thresholds.
  // CHECK: softplus.softplus %{{.*}} threshold 0x7FF0000000000000 : f32
  %4 = softplus.softplus %x threshold 0x7FF0000000000000 : f32
  // CHECK: softplus.softplus %{{.*}} threshold 0xFFF0000000000000 : f32
  %5 = softplus.softplus %x threshold 0xFFF0000000000000 : f32
  return
}

// CHECK-LABEL: @softplus_accuracy
func.func @softplus_accuracy(%x: f32) {
  // CHECK: softplus.softplus %{{.*}} accuracy<fast> : f32
  %0 = softplus.softplus %x accuracy<fast> : f32
  // Stated, also where it is what an operation without it means.
  // CHECK: softplus.softplus %{{.*}} accuracy<faithful> : f32
  %1 = softplus.softplus %x accuracy<faithful> : f32
  // CHECK: softplus.softplus %{{.*}} beta 2.000000e+00 threshold 3.000000e+00 accuracy<correct> fastmath<afn> {test.tag} : f32
  %2 = softplus.softplus %x beta 2.0 threshold 3.0 accuracy<correct> fastmath<afn> {test.tag} : f32
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} accuracy<correct> : f32
  %3 = softplus.softplus_grad %x, %x accuracy<correct> : f32
  // CHECK: softplus.softplus %{{.*}} accuracy<correct> : f32
  %4 = "softplus.softplus"(%x) <{accuracy = #softplus.accuracy<correct>}> : (f32) -> f32
  return
}

// The dictionary may hold what has no clause.
// CHECK-LABEL: @softplus_dictionary
func.func @softplus_dictionary(%x: f32) {
  // CHECK: softplus.softplus %{{.*}} beta 2.000000e+00 threshold 3.000000e+00 accuracy<correct> fastmath<nnan> {test.tag} : f32
  %0 = softplus.softplus %x {beta = 2.0 : f64, threshold = 3.0, accuracy = #softplus.accuracy<correct>, fastmath = #arith.fastmath<nnan>, test.tag} : f32
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} beta 2.000000e+00 threshold 3.000000e+00 : f32
  %1 = softplus.softplus_grad %x, %x threshold 3.0 {beta = 2.0} : f32
  return
}

// The short form of linalg.map writes the attributes of its operation so.
// CHECK-LABEL: @softplus_map
func.func @softplus_map(%x: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  // CHECK: linalg.map { softplus.softplus {accuracy = #softplus.accuracy<correct>, beta = 2.000000e+00 : f64
  %y = linalg.map { softplus.softplus {accuracy = #softplus.accuracy<correct>, beta = 2.0 : f64} }
         ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>)
  return %y : tensor<4xf32>
}

// CHECK-LABEL: @softplus_shapes
func.func @softplus_shapes(%a: vector<f16>, %b: vector<4x8xf32>,
                           %c: vector<2x[4]xbf16>, %d: tensor<f64>,
                           %e: tensor<?x3xf32>, %f: tensor<*xf16>) {
  // CHECK: softplus.softplus %{{.*}} : vector<f16>
  %0 = softplus.softplus %a : vector<f16>
  // CHECK: softplus.softplus %{{.*}} : vector<4x8xf32>
  %1 = softplus.softplus %b : vector<4x8xf32>
  // CHECK: softplus.softplus %{{.*}} : vector<2x[4]xbf16>
  %2 = softplus.softplus %c : vector<2x[4]xbf16>
  // CHECK: softplus.softplus %{{.*}} : tensor<f64>
  %3 = softplus.softplus %d : tensor<f64>
  // CHECK: softplus.softplus %{{.*}} : tensor<?x3xf32>
  %4 = softplus.softplus %e : tensor<?x3xf32>
  // CHECK: softplus.softplus %{{.*}} : tensor<*xf16>
  %5 = softplus.softplus %f : tensor<*xf16>
  return
}

// CHECK-LABEL: @softplus_generic
func.func @softplus_generic(%x: f32) {
  // CHECK: softplus.softplus %{{.*}} beta 2.000000e+00 : f32
  %0 = "softplus.softplus"(%x) <{beta = 2.0 : f64, threshold = 20.0 : f64}>
         : (f32) -> f32
  // CHECK: softplus.softplus %{{.*}} : f32
  %1 = "softplus.softplus"(%x) : (f32) -> f32
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} : f32
  %2 = "softplus.softplus_grad"(%x, %x) : (f32, f32) -> f32
  return
}

// CHECK-LABEL: @softplus_grad
func.func @softplus_grad(%dy: tensor<?x3xbf16>, %x: tensor<?x3xbf16>) {
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} : tensor<?x3xbf16>
  %0 = softplus.softplus_grad %dy, %x : tensor<?x3xbf16>
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} beta 5.000000e-01 threshold 1.000000e+01 fastmath<contract> : tensor<?x3xbf16>
  %1 = softplus.softplus_grad %dy, %x beta 0.5 threshold 10.0
         fastmath<contract> : tensor<?x3xbf16>
  return
}

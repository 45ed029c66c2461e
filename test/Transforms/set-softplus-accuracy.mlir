// RUN: softplus-opt %s --set-softplus-accuracy=accuracy=correct | FileCheck %s
// RUN: softplus-opt %s --set-softplus-accuracy=accuracy=fast | FileCheck %s --check-prefix=FAST
// RUN: softplus-opt %s --set-softplus-accuracy | FileCheck %s --check-prefix=FAITHFUL

// CHECK-LABEL: @operations
// FAST-LABEL: @operations
// FAITHFUL-LABEL: @operations
func.func @operations(%dy: f32, %x: tensor<?xf32>, %v: f32) {
  // CHECK: softplus.softplus %{{.*}} accuracy<correct> : tensor<?xf32>
  // FAST: softplus.softplus %{{.*}} accuracy<fast> : tensor<?xf32>
  // FAITHFUL: softplus.softplus %{{[^ ]*}} : tensor<?xf32>
  %0 = softplus.softplus %x : tensor<?xf32>
  // CHECK: softplus.softplus_grad %{{.*}}, %{{.*}} beta 2.000000e+00 accuracy<correct> fastmath<nnan> : f32
  // FAST: softplus.softplus_grad %{{.*}}, %{{.*}} beta 2.000000e+00 accuracy<fast> fastmath<nnan> : f32
  %1 = softplus.softplus_grad %dy, %v beta 2.0 fastmath<nnan> : f32
  return
}

// What states an accuracy or has afn keeps its own.
// CHECK-LABEL: @stated_no
// FAST-LABEL: @stated_no
func.func @stated_no(%x: f32) {
  // CHECK: softplus.softplus %{{.*}} accuracy<faithful> : f32
  // FAST: softplus.softplus %{{.*}} accuracy<faithful> : f32
  %0 = softplus.softplus %x accuracy<faithful> : f32
  // CHECK: softplus.softplus %{{[^ ]*}} fastmath<afn> : f32
  // FAST: softplus.softplus %{{[^ ]*}} fastmath<afn> : f32
  %1 = softplus.softplus %x fastmath<afn> : f32
  return
}

// CHECK-LABEL: @map
func.func @map(%x: tensor<4xf32>, %e: tensor<4xf32>) -> tensor<4xf32> {
  // CHECK: linalg.map { softplus.softplus {accuracy = #softplus.accuracy<correct>,
  %0 = linalg.map { softplus.softplus }
         ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>)
  return %0 : tensor<4xf32>
}

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: @generic
func.func @generic(%in: memref<?xf32>, %out: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    // CHECK: softplus.softplus %{{.*}} accuracy<correct> : f32
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

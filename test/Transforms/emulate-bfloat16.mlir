// RUN: softplus-opt %s -emulate-bfloat16 | FileCheck %s

// CHECK-LABEL: @arith
// CHECK-SAME:    %[[X:.*]]: vector<4xbf16>, %[[Y:.*]]: vector<4xbf16>
// CHECK-DAG:     %[[A:.*]] = arith.extf %[[X]] fastmath<none> : vector<4xbf16> to vector<4xf32>
// CHECK-DAG:     %[[B:.*]] = arith.extf %[[Y]] fastmath<none> : vector<4xbf16> to vector<4xf32>
// CHECK:         %[[P:.*]] = arith.mulf %[[A]], %[[B]] fastmath<nnan> : vector<4xf32>
// CHECK:         arith.truncf %[[P]] fastmath<none> : vector<4xf32> to vector<4xbf16>
func.func @arith(%x: vector<4xbf16>, %y: vector<4xbf16>) -> vector<4xbf16> {
  %0 = arith.mulf %x, %y fastmath<nnan> : vector<4xbf16>
  return %0 : vector<4xbf16>
}

// The rounding between the two operations stays.
// CHECK-LABEL: @two
// CHECK:         arith.addf {{.*}} : f32
// CHECK:         arith.truncf {{.*}} fastmath<none> : f32 to bf16
// CHECK:         arith.extf {{.*}} fastmath<none> : bf16 to f32
// CHECK:         math.exp {{.*}} : f32
func.func @two(%x: bf16, %y: bf16) -> bf16 {
  %0 = arith.addf %x, %y : bf16
  %1 = math.exp %0 : bf16
  return %1 : bf16
}

// CHECK-LABEL: @f16_no
// CHECK-NEXT:    arith.mulf {{.*}} : f16
// CHECK-NEXT:    math.exp {{.*}} : f16
func.func @f16_no(%x: f16, %y: f16) -> f16 {
  %0 = arith.mulf %x, %y : f16
  %1 = math.exp %0 : f16
  return %1 : f16
}

// CHECK-LABEL: @softplus_no
// CHECK-NEXT:    softplus.softplus %{{.*}} : bf16
func.func @softplus_no(%x: bf16) -> bf16 {
  %0 = softplus.softplus %x : bf16
  return %0 : bf16
}

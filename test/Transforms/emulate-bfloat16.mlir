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

// An f64 is rounded to odd first.
// CHECK-LABEL: @f64
// CHECK-SAME:    %[[X:.*]]: f64
// CHECK:         %[[MASK:.*]] = arith.constant 8796093022207 : i64
// CHECK:         %[[BITS:.*]] = arith.bitcast %[[X]] : f64 to i64
// CHECK:         %[[REST:.*]] = arith.andi %[[BITS]], %[[MASK]] : i64
// CHECK:         %[[CARRY:.*]] = arith.addi %[[REST]], %[[MASK]] : i64
// CHECK:         %[[ODD:.*]] = arith.ori %[[BITS]], %[[CARRY]] : i64
// CHECK:         %[[KEPT:.*]] = arith.andi %[[ODD]], %c-8796093022208_i64 : i64
// CHECK:         %[[Y:.*]] = arith.bitcast %[[KEPT]] : i64 to f64
// CHECK:         %[[Z:.*]] = arith.truncf %[[Y]] toward_zero fastmath<none> : f64 to f32
// CHECK:         arith.truncf %[[Z]] toward_zero fastmath<none> : f32 to bf16
func.func @f64(%x: f64) -> bf16 {
  %0 = arith.truncf %x toward_zero fastmath<contract> : f64 to bf16
  return %0 : bf16
}

// CHECK-LABEL: @scalable_f64
// CHECK:         arith.truncf {{.*}} : vector<[4]xf64> to vector<[4]xf32>
// CHECK:         arith.truncf {{.*}} : vector<[4]xf32> to vector<[4]xbf16>
func.func @scalable_f64(%x: vector<[4]xf64>) -> vector<[4]xbf16> {
  %0 = arith.truncf %x : vector<[4]xf64> to vector<[4]xbf16>
  return %0 : vector<[4]xbf16>
}

// CHECK-LABEL: @f64_to_f16_no
// CHECK-NEXT:    arith.truncf %{{.*}} : f64 to f16
func.func @f64_to_f16_no(%x: f64) -> f16 {
  %0 = arith.truncf %x : f64 to f16
  return %0 : f16
}

// The default expansion keeps its tail through upstream's lowerings of `math`,
// and through LLVM's optimizer with all fast-math flags. Each function returns
// by how many ulp the worst result exceeds what is allowed: 2, and t = |beta x|
// more where beta is no power of two, for the product in one rounding.

// DEFINE: %{pipeline} =
// DEFINE: %{flags} = none
// DEFINE: %{level} = -O0
// DEFINE: %{run} = sed -e 's/fastmath<none>/fastmath<%{flags}>/' %s \
// DEFINE:   | softplus-opt %{pipeline} \
// DEFINE:   | mlir-runner %{level} -entry-point-result=
// DEFINE: %{check} = %{run}i32 -e f32 | FileCheck %s \
// DEFINE:   && %{run}i64 -e f64 | FileCheck %s

// REDEFINE: %{pipeline} = -convert-softplus-to-math -convert-to-llvm
// RUN: %{check}
// REDEFINE: %{flags} = fast
// REDEFINE: %{level} = -O3
// RUN: %{check}

// REDEFINE: %{pipeline} = -convert-softplus-to-math -convert-math-to-llvm -convert-to-llvm
// RUN: %{check}
// REDEFINE: %{flags} = none
// REDEFINE: %{level} = -O0
// RUN: %{check}

// CHECK: {{^0$}}

// RUN: sed -e 's/fastmath<none>/fastmath<fast>/' %s \
// RUN:   | softplus-opt -convert-softplus-to-math -convert-to-llvm \
// RUN:   | mlir-translate --mlir-to-llvmir | opt -S -O3 \
// RUN:   | FileCheck %s --check-prefix=OPTIMIZED

// OPTIMIZED-LABEL: @beta_1_f32
// OPTIMIZED:         %[[U:.*]] = {{.*}}call {{.*}}float @llvm.exp.f32(
// OPTIMIZED:         %[[W:.*]] = fadd float %[[U]], 1.000000e+00
// OPTIMIZED:         %[[D:.*]] = fadd float %[[W]], -1.000000e+00
// OPTIMIZED:         fsub float %[[U]], %[[D]]

func.func @beta_1_f32(%x: f32) -> f32 attributes {no_inline} {
  %0 = softplus.softplus %x fastmath<none> : f32
  return %0 : f32
}
func.func @beta_2_f32(%x: f32) -> f32 attributes {no_inline} {
  %0 = softplus.softplus %x beta 2.0 fastmath<none> : f32
  return %0 : f32
}
func.func @beta_0_7_f32(%x: f32) -> f32 attributes {no_inline} {
  %0 = softplus.softplus %x beta 0.7 fastmath<none> : f32
  return %0 : f32
}
func.func @beta_1e_3_f32(%x: f32) -> f32 attributes {no_inline} {
  %0 = softplus.softplus %x beta 1.0e-3 fastmath<none> : f32
  return %0 : f32
}
func.func @beta_minus_1_7_f32(%x: f32) -> f32 attributes {no_inline} {
  %0 = softplus.softplus %x beta -1.7 fastmath<none> : f32
  return %0 : f32
}

// At -25, 25 for the negative beta, and -9000 for the small one.
func.func @f32() -> i32 {
  %want = arith.constant dense<[0x2d7451bd, 0x1ae92beb, 0x331a110d, 0x442a2e6b,
                                0x3dfcba42, 0xa0722d94]> : vector<6xi32>
  %allowed = arith.constant dense<[2, 2, 19, 2, 11, 44]> : vector<6xi32>
  %x = arith.constant -25.0 : f32
  %minus_x = arith.constant 25.0 : f32
  %far = arith.constant -9000.0 : f32
  %0 = call @beta_1_f32(%x) : (f32) -> f32
  %1 = call @beta_2_f32(%x) : (f32) -> f32
  %2 = call @beta_0_7_f32(%x) : (f32) -> f32
  %3 = call @beta_1e_3_f32(%x) : (f32) -> f32
  %4 = call @beta_1e_3_f32(%far) : (f32) -> f32
  %5 = call @beta_minus_1_7_f32(%minus_x) : (f32) -> f32
  %y = vector.from_elements %0, %1, %2, %3, %4, %5 : vector<6xf32>
  %got = arith.bitcast %y : vector<6xf32> to vector<6xi32>
  %difference = arith.subi %got, %want : vector<6xi32>
  %distance = math.absi %difference : vector<6xi32>
  %zero = arith.constant dense<0> : vector<6xi32>
  %excess = arith.subi %distance, %allowed : vector<6xi32>
  %positive = arith.maxsi %excess, %zero : vector<6xi32>
  %worst = vector.reduction <maxsi>, %positive : vector<6xi32> into i32
  return %worst : i32
}

func.func @beta_1_f64(%x: f64) -> f64 attributes {no_inline} {
  %0 = softplus.softplus %x fastmath<none> : f64
  return %0 : f64
}
func.func @beta_2_f64(%x: f64) -> f64 attributes {no_inline} {
  %0 = softplus.softplus %x beta 2.0 fastmath<none> : f64
  return %0 : f64
}
func.func @beta_0_7_f64(%x: f64) -> f64 attributes {no_inline} {
  %0 = softplus.softplus %x beta 0.7 fastmath<none> : f64
  return %0 : f64
}
func.func @beta_1e_3_f64(%x: f64) -> f64 attributes {no_inline} {
  %0 = softplus.softplus %x beta 1.0e-3 fastmath<none> : f64
  return %0 : f64
}
func.func @beta_minus_1_7_f64(%x: f64) -> f64 attributes {no_inline} {
  %0 = softplus.softplus %x beta -1.7 fastmath<none> : f64
  return %0 : f64
}

// At -40, 40 for the negative beta, and -9000 for the small one.
func.func @f64() -> i64 {
  %want = arith.constant dense<[0x3c539792499b1a24, 0x38a7fd974d372e45,
                                0x3d716086f072a2f3, 0x40850ac6ff9c9531,
                                0x3fbf9749311dbe39, 0xb9c185f6e666772d]>
      : vector<6xi64>
  %allowed = arith.constant dense<[2, 2, 30, 2, 11, 70]> : vector<6xi64>
  %x = arith.constant -40.0 : f64
  %minus_x = arith.constant 40.0 : f64
  %far = arith.constant -9000.0 : f64
  %0 = call @beta_1_f64(%x) : (f64) -> f64
  %1 = call @beta_2_f64(%x) : (f64) -> f64
  %2 = call @beta_0_7_f64(%x) : (f64) -> f64
  %3 = call @beta_1e_3_f64(%x) : (f64) -> f64
  %4 = call @beta_1e_3_f64(%far) : (f64) -> f64
  %5 = call @beta_minus_1_7_f64(%minus_x) : (f64) -> f64
  %y = vector.from_elements %0, %1, %2, %3, %4, %5 : vector<6xf64>
  %got = arith.bitcast %y : vector<6xf64> to vector<6xi64>
  %difference = arith.subi %got, %want : vector<6xi64>
  %distance = math.absi %difference : vector<6xi64>
  %zero = arith.constant dense<0> : vector<6xi64>
  %excess = arith.subi %distance, %allowed : vector<6xi64>
  %positive = arith.maxsi %excess, %zero : vector<6xi64>
  %worst = vector.reduction <maxsi>, %positive : vector<6xi64> into i64
  return %worst : i64
}

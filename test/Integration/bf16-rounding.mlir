// A truncation from f64 to bf16 beside a softplus rounds once.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

func.func private @truncate(%x: vector<7xf64>) -> vector<7xbf16> {
  %y = softplus.softplus %x threshold -200.0 : vector<7xf64>
  %z = arith.truncf %y : vector<7xf64> to vector<7xbf16>
  return %z : vector<7xbf16>
}

func.func @main() {
  // 1 + 2^-8 + 2^-40, which is 1 + 2^-8 in f32; 1 + 2^-8; less than that; just
  // above and at half the smallest subnormal number; what just rounds to the largest
  // number; NaN with bits below those of f32 only.
  %bits = arith.constant dense<[
    0x3ff0100000001000, 0x3ff0100000000000, 0x3ff00fffffffffff,
    0x3790000000000001, 0x3790000000000000, 0x47efefffffffffff,
    0x7ff0000000000001
  ]> : vector<7xi64>
  %x = arith.bitcast %bits : vector<7xi64> to vector<7xf64>
  %y = call @truncate(%x) : (vector<7xf64>) -> vector<7xbf16>
  %r = arith.bitcast %y : vector<7xbf16> to vector<7xi16>
  // CHECK: ( 16257, 16256, 16256, 1, 0, 32639, 32704 )
  vector.print %r : vector<7xi16>
  return
}

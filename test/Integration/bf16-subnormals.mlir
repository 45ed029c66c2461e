// Arithmetic on bf16 beside a softplus keeps subnormal results, also where the
// processor's conversion to bf16 flushes them.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

func.func private @halve(%x: vector<4xbf16>, %half: vector<4xbf16>) -> vector<4xbf16> {
  %y = softplus.softplus %x threshold -200.0 : vector<4xbf16>
  %z = arith.mulf %y, %half : vector<4xbf16>
  return %z : vector<4xbf16>
}

func.func @main() {
  // The smallest normal number, its half, and the smallest subnormal number.
  %bits = arith.constant dense<[0x0080, 0x0040, 0x0002, 0x3f80]> : vector<4xi16>
  %x = arith.bitcast %bits : vector<4xi16> to vector<4xbf16>
  %half = arith.constant dense<0.5> : vector<4xbf16>
  %y = call @halve(%x, %half) : (vector<4xbf16>, vector<4xbf16>) -> vector<4xbf16>
  %r = arith.bitcast %y : vector<4xbf16> to vector<4xi16>
  // CHECK: ( 64, 32, 1, 16128 )
  vector.print %r : vector<4xi16>
  return
}
